-- sweep: frees the memory of dead entries of one segment. Changes nothing that can be seen.
--
-- KEYS   1 meta of the segment   2, 3 ... entries of it (the same slot)
-- reply  how many were freed
-- Whether an entry is dead is decided here and not by the client: it may have been stored anew
-- since the client saw it.

local meta = redis.call('MGET', KEYS[1])[1]
local cleared
if meta and #meta == 24 then
  cleared = select(2, struct.unpack('>I8I8I8', meta))
end
local freed = 0
for i = 2, #KEYS do
  local head = redis.pcall('GETRANGE', KEYS[i], 0, 6)
  if type(head) == 'string' and #head == 7
      and (not cleared or struct.unpack('>I7', head) <= cleared) then
    freed = freed + redis.call('UNLINK', KEYS[i])
  end
end
return freed
