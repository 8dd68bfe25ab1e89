SELECT t0."id", t0."name" FROM "users" t0 WHERE t0."email" = ?1 ORDER BY t0."id" LIMIT ?2;
