-- clear: invalidates all entries of one segment, however many there are.
--
-- KEYS   1 meta of the segment
-- ARGV   1 channel   2 head of its messages
-- reply  the version of the change: entries of this or an older version are dead

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local meta = redis.call('MGET', KEYS[1])[1]
local newest, cleared, floor
if meta and #meta == 24 then
  newest, cleared, floor = struct.unpack('>I8I8I8', meta)
else
  newest = now + 60000000
  floor = 0
end
local version = newest + 1
if now > version then
  version = now
end
redis.call('SET', KEYS[1], struct.pack('>I8I8I8', version, version, floor))
redis.call('PUBLISH', ARGV[1], ARGV[2] .. struct.pack('>I8I8', newest, version))
return version
