const files = import.meta.glob<Record<string, string>>('./*.json', { eager: true, import: 'default' })
export const rooms = Object.fromEntries(Object.entries(files).map(([path, keys]) => [path.slice(2, -5), keys]))
