SELECT t0."id", t1."name", t1."id" FROM "posts" t0 LEFT JOIN "users" t1 ON t1."id" = t0."author_id" ORDER BY t1."name", t0."id" LIMIT ?1;
