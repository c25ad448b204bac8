-- outdated: tells whether one of some tags was invalidated after a version; changes nothing.
--
-- KEYS   1 meta of the segment
-- ARGV   1 the tags, see tags.lua   2 the version
-- reply  1 = yes, or it is not known any more, 0 = no

-- include tags.lua

local meta = redis.call('MGET', KEYS[1])[1]
if not meta or #meta ~= 24 then
  return 1
end
local cleared, floor = select(2, struct.unpack('>I8I8I8', meta))
local since = tonumber(ARGV[2])
if floor == 0 then
  -- No tag was invalidated since the meta was made, of which this could be the time.
  return cleared > since and 1 or 0
end
local fields = clockFields(KEYS[1], floor, tagsAt(ARGV[1], 1))
if not fields or floor > since or newestOf(fields) > since then
  return 1
end
return 0
