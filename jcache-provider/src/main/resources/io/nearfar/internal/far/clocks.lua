-- clocks: reads the clocks of tags; changes nothing.
--
-- KEYS   1 clocks of the tags of a segment
-- ARGV   1, 2 ... tags
-- reply  what tags.lua says: the field that is empty, and those of the tags in their order, each nil
--        if it is not there; nothing if it is something else that is there

local fields = redis.pcall('HMGET', KEYS[1], '', unpack(ARGV))
if fields.err then
  if string.find(fields.err, 'WRONGTYPE', 1, true) then
    return {}
  end
  fields = redis.call('HMGET', KEYS[1], '', unpack(ARGV))
end
return fields
