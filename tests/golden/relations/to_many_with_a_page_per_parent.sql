SELECT t0."name", t0."id" FROM "users" t0 ORDER BY t0."id" LIMIT ?1;
SELECT k.idx, t0."title" FROM gq_keys(?3) k CROSS JOIN "posts" t0 ON t0."id" IN (SELECT p."id" FROM "posts" p WHERE p."author_id" = k.k1 ORDER BY p."title", p."id" LIMIT ?1 OFFSET ?2) ORDER BY k.idx, t0."title", t0."id";
