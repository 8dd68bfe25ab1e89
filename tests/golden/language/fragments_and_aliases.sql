SELECT t0."email" FROM "users" t0 WHERE t0."id" = ?1;
SELECT t0."email", t0."id" FROM "users" t0 WHERE t0."id" = ?1;
