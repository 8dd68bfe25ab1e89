SELECT t0."id", t0."email", t0."name", t0."role", t0."created_at" FROM "users" t0 WHERE t0."id" = ?1;
