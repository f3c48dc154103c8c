-- One feedback a request: three ratings, a comment of its own, and for two of three a customer out of a pool.
-- wrk ... -- TOKEN NAME [PAUSE [POOL [mute]]]    NAME sets the comments of this run apart from those of others; each
-- connection rests PAUSE milliseconds before it asks again; mute: without comments.
local channels = { "web", "email", "phone", "store", "app" }
local number, name, pool, pause, mute = 0, "", 20000, 0, false

function init(arguments)
  wrk.method, wrk.path = "POST", "/api/v1/feedback"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. arguments[1]
  name = arguments[2]
  pause = tonumber(arguments[3] or 0)
  pool = tonumber(arguments[4] or 20000)
  mute = arguments[5] == "mute"
  if pause == 0 then delay = nil end
  math.randomseed(20261121)
end

local with_customer = '{"source":"api","channel":"%s","touchpoint":"touchpoint_%02d","customer":"customer-%d",' ..
  '"language":"en","comment":"Order %s-%d was quick, and the driver was kind; only the invoice of %d.%02d had a wrong address.",' ..
  '"ratings":[{"metric":"nps","value":%d},{"metric":"csat","value":%d},{"metric":"ces","value":%d}]}'
local without_customer = with_customer:gsub('"customer":"customer%-%%d",', "")
local comment = '"comment":"[^"]*",'

function request()
  number = number + 1
  local random = math.random
  local channel, touchpoint = channels[random(5)], random(0, 39)
  local nps, csat, ces = random(0, 10), random(1, 5), random(1, 7)
  local whole, cents = random(10, 900), random(0, 99)
  local body
  if pool > 0 and number % 3 ~= 0 then
    body = with_customer:format(channel, touchpoint, random(0, pool - 1), name, number, whole, cents, nps, csat, ces)
  else
    body = without_customer:format(channel, touchpoint, name, number, whole, cents, nps, csat, ces)
  end
  if mute then body = body:gsub(comment, "", 1) end
  return wrk.format(nil, nil, nil, body)
end

function delay()
  return math.random(0, 2 * pause) -- not all at once
end
