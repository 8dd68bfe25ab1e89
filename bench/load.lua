-- What wrk sends: one workload's request, its variables changing from request to request.
-- Arguments: the workload, the path (SIZE in it is left to l1), a number that makes slugs unique.
local workload, path, run = "W1", "/graphql", "0"
local count = 0
local headers = { ["Content-Type"] = "application/json" }

local query = {
  W1 = "query ($id: ID!) { user(id: $id) { id name email } }",
  W2 = "query ($offset: Int!) { posts(first: 50, offset: $offset) { id slug title body createdAt version } }",
  W3 = "query ($offset: Int!) { users(first: 50, offset: $offset) { id name posts(first: 10) { id title author { id name } comments(first: 5) { id body author { id name } } } } }",
  W5 = "query ($offset: Int!) { posts(first: 1000, offset: $offset) { id slug title body createdAt version } }",
  W6 = 'mutation ($slug: String!, $author: ID!) { createPost(input: {slug: $slug, title: \\"A title\\", body: \\"Some words of a body.\\", author: {connect: {id: $author}}}) { id slug } }',
}

local function variables()
  if workload == "W1" then return '{"id":"' .. math.random(10000) .. '"}' end
  if workload == "W2" then return '{"offset":' .. math.random(0, 500) .. '}' end
  if workload == "W3" then return '{"offset":' .. math.random(0, 9950) .. '}' end
  if workload == "W5" then return '{"offset":' .. math.random(0, 500) .. '}' end
  return '{"slug":"' .. run .. "-" .. count .. '","author":"' .. math.random(10000) .. '"}'
end

function init(args)
  workload, path, run = args[1], args[2], args[3]
  math.randomseed(20260101)
end

function request()
  count = count + 1
  local body = '{"query":"' .. query[workload] .. '","variables":' .. variables() .. '}'
  return wrk.format("POST", path, headers, body)
end

-- One line that bench/run reads.
function done(summary)
  local wrong = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d\n", summary.requests, summary.duration, wrong))
end
