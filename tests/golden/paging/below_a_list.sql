SELECT t0."id" FROM "users" t0 ORDER BY t0."id" LIMIT ?1;
SELECT k.idx, (SELECT COUNT(*) FROM "posts" p WHERE p."author_id" = k.k1) FROM gq_keys(?1) k ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?2) k CROSS JOIN "posts" t0 ON t0."id" IN (SELECT p."id" FROM "posts" p WHERE p."author_id" = k.k1 ORDER BY p."id" LIMIT ?1) ORDER BY k.idx;
