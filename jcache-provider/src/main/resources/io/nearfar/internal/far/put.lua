-- put: stores a value without tags, whatever is there. The hot one; change.lua does everything else.
--
-- KEYS   1 entry   2 meta of its segment (the same slot)
-- ARGV   1 value
--        2 id of the operation, 8 bytes; an entry that has it tells a repetition
--        3 time to live of a new entry in us: -1 = for ever, 0 = it is not stored
--        4 time to live from an update on in us: -1, 0 = the entry is gone, -2 = as it is
--        5 channel   6 head of its messages
-- reply  {status, newest version of the segment, end of what was stored in us or 0 = never or
--        nothing}; the version of the change is that newest one, unless the status is NOT_STORED.
--        status: 0 CREATED, 1 UPDATED, 3 NOT_STORED
-- A repetition changes nothing; the reply is {1, version of the entry, end of the entry}.

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local found = redis.call('MGET', KEYS[1], KEYS[2])
local entry, meta = found[1], found[2]

-- Without meta nothing that is there is trusted: all older entries of the segment are dead.
local newest, cleared, floor
if meta and #meta == 24 then
  newest, cleared, floor = struct.unpack('>I8I8I8', meta)
else
  newest = now + 60000000
  cleared, floor = newest, 0
end

local alive, ends = false, 0
if entry and #entry >= 16 then
  local version, flags, operation = struct.unpack('>I7Bc8', entry)
  if version > cleared and version <= 9007199254740992 then
    if flags == 64 and #entry >= 23 then
      ends = struct.unpack('>I7', entry, 17)
      -- The client refuses an end that is no exact number.
      alive = ends > now and ends <= 9007199254740992
    elseif flags == 2 or (flags == 66 and #entry >= 23) then
      -- include tags.lua
      local start = 17
      if flags == 66 then
        ends, start = struct.unpack('>I7', entry, 17)
      end
      alive = (flags == 2 or (ends > now and ends <= 9007199254740992))
        and tagsHold(KEYS[2], floor, version, entry, start)
    else
      alive = flags == 0
    end
    if operation == ARGV[2] then
      return {1, version, ends}
    end
  end
end

local version = newest + 1
if now > version then
  version = now
end
redis.call('SET', KEYS[2], struct.pack('>I8I8I8', version, cleared, floor))

local status, ttl = 0, ARGV[3]
if alive then
  status, ttl = 1, ARGV[4]
end
if ttl == '0' then
  ends = 0
  -- Not a hold, see change.lua.
  if entry and string.byte(entry, 8) ~= 97 then
    redis.call('DEL', KEYS[1])
  end
  if not alive then
    status = 3
  end
else
  if ttl == '-1' then
    ends = 0
  elseif ttl ~= '-2' then
    ends = now + ttl
  end
  if ends == 0 then
    redis.call('SET', KEYS[1], struct.pack('>I7Bc8', version, 0, ARGV[2]) .. ARGV[1])
  else
    redis.call('SET', KEYS[1], struct.pack('>I7Bc8I7', version, 64, ARGV[2], ends) .. ARGV[1],
      'PX', math.ceil((ends - now) / 1000))
  end
end
redis.call('PUBLISH', ARGV[5],
  ARGV[6] .. struct.pack('>I8I8', newest, version) .. string.sub(KEYS[1], #KEYS[2] + 2))
return {status, version, ends}
