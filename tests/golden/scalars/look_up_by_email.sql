SELECT t0."id", t0."big" FROM "items" t0 WHERE t0."email" = ?1;
