// The server that gqld is compared with: fastify, mercurius with its JIT, SQLite in the process.
//
//     node mercurius.mjs PORT DATABASE
//
// Prepared statements, loaders that ask once for all parents of a level, the same settings of SQLite.
import Fastify from "fastify";
import mercurius from "mercurius";
import { DatabaseSync } from "node:sqlite";

const [port, database] = process.argv.slice(2);
const db = new DatabaseSync(database);
db.exec(
  "PRAGMA journal_mode = WAL; PRAGMA mmap_size = 0; PRAGMA cache_size = -65536;" +
    "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON",
);

const schema = `
  type Query { user(id: ID!): User posts(first: Int!, offset: Int!): [Post!]! users(first: Int!, offset: Int!): [User!]! }
  type Mutation { createPost(input: CreatePost!): Post! }
  input CreatePost { slug: String! title: String! body: String! author: Connect! }
  input Connect { connect: Key! }
  input Key { id: ID! }
  type User { id: ID! name: String! email: String! posts(first: Int!): [Post!]! }
  type Post { id: ID! slug: String! title: String! body: String! createdAt: String! version: Int!
    author: User! comments(first: Int!): [Comment!]! }
  type Comment { id: ID! body: String! author: User! }
`;

const sql = {
  user: db.prepare("SELECT id, name, email FROM users WHERE id = ?"),
  users: db.prepare("SELECT id, name, email FROM users ORDER BY id LIMIT ? OFFSET ?"),
  posts: db.prepare(
    "SELECT id, slug, title, body, created_at AS createdAt, version, author_id FROM posts ORDER BY id LIMIT ? OFFSET ?",
  ),
  postsOf: db.prepare(
    "SELECT id, slug, title, body, author_id FROM posts WHERE author_id = ? ORDER BY id LIMIT ?",
  ),
  commentsOf: db.prepare(
    "SELECT id, body, author_id FROM comments WHERE post_id = ? ORDER BY id LIMIT ?",
  ),
  insert: db.prepare(
    "INSERT INTO posts (slug, title, body, created_at, updated_at, author_id, version) VALUES (?, ?, ?, ?, ?, ?, 1)",
  ),
};

const shortTime = (text) => text.replace(/\.?0*Z$/, "Z");

// A user asked for by several rows of a level is read once.
async function authors(queries) {
  const users = new Map();
  return queries.map(({ obj }) => {
    if (!users.has(obj.author_id)) users.set(obj.author_id, sql.user.get(obj.author_id));
    return users.get(obj.author_id);
  });
}

const app = Fastify({ logger: false });
app.register(mercurius, {
  schema,
  jit: 1,
  resolvers: {
    Query: {
      user: (_, { id }) => sql.user.get(id),
      users: (_, { first, offset }) => sql.users.all(first, offset),
      posts: (_, { first, offset }) => sql.posts.all(first, offset),
    },
    Mutation: {
      createPost: (_, { input: { slug, title, body, author } }) => {
        const now = new Date().toISOString();
        const { lastInsertRowid } = sql.insert.run(slug, title, body, now, now, author.connect.id);
        return { id: lastInsertRowid, slug, title, body };
      },
    },
    Post: { createdAt: (post) => shortTime(post.createdAt) },
  },
  loaders: {
    User: {
      posts: async (queries) => queries.map(({ obj, params }) => sql.postsOf.all(obj.id, params.first)),
    },
    Post: {
      author: authors,
      comments: async (queries) =>
        queries.map(({ obj, params }) => sql.commentsOf.all(obj.id, params.first)),
    },
    Comment: { author: authors },
  },
});
await app.listen({ host: "127.0.0.1", port: Number(port) });
