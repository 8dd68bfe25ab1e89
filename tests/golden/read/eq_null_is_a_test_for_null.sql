SELECT t0."id", t0."published_at" FROM "posts" t0 WHERE t0."published_at" IS NULL ORDER BY t0."id" LIMIT ?1;
