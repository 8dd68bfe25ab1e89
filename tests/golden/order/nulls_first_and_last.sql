SELECT t0."id", t0."published_at" FROM "posts" t0 ORDER BY t0."published_at" DESC NULLS FIRST, t0."id" DESC LIMIT ?1;
SELECT t0."id", t0."published_at" FROM "posts" t0 ORDER BY t0."published_at" DESC NULLS FIRST, t0."id" DESC LIMIT ?1;
