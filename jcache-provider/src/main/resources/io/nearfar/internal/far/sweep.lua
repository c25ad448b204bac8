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
  local head = redis.pcall('GETRANGE', KEYS[i], 0, 7)
  if type(head) == 'string' and #head == 8 then
    local version, flags = struct.unpack('>I7B', head)
    -- A lease of the same version as the clear was made after it.
    if not cleared or version < cleared or (version == cleared and flags ~= 65) then
      freed = freed + redis.call('UNLINK', KEYS[i])
    end
  end
end
return freed
