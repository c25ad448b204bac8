-- yield: gives a right of way back, if its holder still has it.
--
-- KEYS   1 the right of way
-- ARGV   1 what its holder has written there
-- reply  1 = given back, 0 = it had ended

if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
