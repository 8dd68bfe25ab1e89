SELECT t0."title", t1."name", t1."email", t1."id" FROM "posts" t0 LEFT JOIN "users" t1 ON t1."id" = t0."author_id" ORDER BY t0."id" LIMIT ?1;
