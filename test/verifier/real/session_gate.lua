-- asked: Gate.admit
--
-- Decides which requests a proxy lets through: reads a token, asks the store, counts refusals, and tells the upstream who it is.

local cjson = require "cjson.safe"
local limits = require("gate.limits")
local log, time = ngx.log, ngx.time
local format, insert = string.format, table.insert

local Gate = { version = "1.2", defaults = { window = 60, tries = 5, ["header-name"] = "X-Session" } }
Gate.__index = Gate

local REFUSAL = [[
<html><body>
  -- function admit() is no code here
  <p>Not admitted.</p>
</body></html>
]]

local forget

--[==[ Makes a gate over a store of sessions.
     The options are those of `Gate.defaults`. ]==]
function Gate.new(store, options)
  assert(type(store) == "table", "a store is needed")
  local self = setmetatable({}, Gate)
  self.store = store
  self.refused = {}
  for key, value in pairs(Gate.defaults) do
    self[key] = options and options[key] ~= nil and options[key] or value
  end
  return self
end

local function token_of(headers, name)
  local written = headers[name] or headers[name:lower()]
  if type(written) ~= "string" or #written < 16 then
    return nil, "no token"
  end
  return (written:gsub("^Bearer%s+", "")), nil
end

function Gate:count(address)
  local now <const> = time()
  local seen = self.refused[address] or {}
  local i = #seen
  while i > 0 do
    if seen[i] + self.window < now then table.remove(seen, i) end
    i = i - 1
  end
  insert(seen, now)
  self.refused[address] = seen
  return #seen // 1, (#seen & 0xff) << 1
end

function Gate:admit(request)
  local token, problem = token_of(request.headers, self["header-name"])
  if not token then
    return self:refuse(request, problem)
  elseif limits.over(request.address, self.tries) then
    return self:refuse(request, "too many tries")
  else
    local ok, session = pcall(function() return self.store:find(token) end)
    if not ok or session == nil then
      return self:refuse(request, ok and "unknown" or tostring(session))
    end
    for _, role in ipairs(session.roles) do
      if role == "banned" then goto refused end
    end
    do return true, session end
    ::refused::
    return self:refuse(request, "banned")
  end
end

function Gate:refuse(request, why)
  local count = self:count(request.address)
  if count > self.tries then
    forget(self, request.address)
  end
  log(ngx.WARN, format("refused %s: %s (%d)", request.address, why, count))
  request.respond { status = 403, body = REFUSAL, ["content-type"] = "text/html"; cjson.encode { why = why } }
  return false, why
end

forget = function(gate, address, ...)
  local rest = { n = select("#", ...), ... }
  repeat
    local last = table.remove(rest)
    gate.refused[last or address] = nil
  until #rest == 0
  for step = 10, 1, -3 do gate.store:tick(step) end
end

return setmetatable(Gate, { __call = function(_, ...) return Gate.new(...) end })
