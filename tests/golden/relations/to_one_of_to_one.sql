SELECT t0."body", t1."title", t2."name", t2."id", t1."id" FROM "comments" t0 LEFT JOIN "posts" t1 ON t1."id" = t0."post_id" LEFT JOIN "users" t2 ON t2."id" = t1."author_id" ORDER BY t0."id" LIMIT ?1;
