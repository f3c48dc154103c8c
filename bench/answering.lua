-- A survey's page as respondents ask for it, or their answers as the page's form sends them.
-- wrk ... -- TOKEN NAME PAUSE KIND PATH    KIND: page (GET), form (POST of the page), api (POST of JSON); PAUSE as in feedback.lua
local kind, path, name, number, pause = "page", "/", "", 0, 0

function init(arguments)
  name, pause, kind, path = arguments[2], tonumber(arguments[3] or 0), arguments[4], arguments[5]
  wrk.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64) bench"
  if kind == "form" then wrk.headers["Content-Type"] = "application/x-www-form-urlencoded" end
  if kind == "api" then
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Authorization"] = "Bearer " .. arguments[1]
  end
  if pause == 0 then delay = nil end
  local seed = 20261121 -- another run must not bring the same tokens
  for i = 1, #name do seed = seed * 31 + name:byte(i) end
  math.randomseed(seed % 2147483647)
end

-- As random as a browser would have got it from the server.
local function token()
  local out = {}
  for i = 1, 4 do out[i] = ("%08x"):format(math.random(0, 0xffffffff)) end
  return table.concat(out)
end

local form = "a=%s&page=page1&shown=nps&shown=csat&shown=ces&shown=why&q.nps=%d&q.csat=%d&q.ces=%d&go=send&q.why=" ..
  "Order+%s-%d+was+quick%%2C+and+the+driver+was+kind%%3B+only+the+invoice+of+%d.%02d+had+a+wrong+address."
local json = '{"answers":{"nps":%d,"csat":%d,"ces":%d,"why":' ..
  '"Order %s-%d was quick, and the driver was kind; only the invoice of %d.%02d had a wrong address."}}'

function request()
  if kind == "page" then return wrk.format("GET", path) end
  number = number + 1
  local random = math.random
  local nps, csat, ces, whole, cents = random(0, 10), random(1, 5), random(1, 7), random(10, 900), random(0, 99)
  local body = kind == "form" and form:format(token(), nps, csat, ces, name, number, whole, cents)
    or json:format(nps, csat, ces, name, number, whole, cents)
  return wrk.format("POST", path, nil, body)
end

function delay()
  return math.random(0, 2 * pause)
end
