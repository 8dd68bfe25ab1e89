SELECT t0."slug", t1."id" FROM "posts" t0 LEFT JOIN "users" t1 ON t1."id" = t0."author_id" ORDER BY (SELECT COUNT(*) FROM "posts" c WHERE c."author_id" = t1."id"), t0."slug", t0."id" LIMIT ?1;
