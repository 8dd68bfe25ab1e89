SELECT t0."name", t0."id" FROM "users" t0 WHERE t0."id" = ?1;
SELECT k.idx, t0."id" FROM gq_keys(?2) k CROSS JOIN "posts" t0 ON t0."id" IN (SELECT p."id" FROM "posts" p WHERE p."author_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx;
