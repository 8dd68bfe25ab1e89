SELECT t0."id", t1."id" FROM "posts" t0 LEFT JOIN "users" t1 ON t1."id" = t0."author_id" WHERE t0."author_id" = ?1 AND t0."version" = ?2 ORDER BY t0."id" LIMIT ?3;
