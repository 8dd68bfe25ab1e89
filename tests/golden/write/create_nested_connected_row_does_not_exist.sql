SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."id" = k.k1 ORDER BY k.idx;
SELECT k.idx, t0."id" FROM gq_keys(?1) k CROSS JOIN "users" t0 ON t0."email" = k.k1 ORDER BY k.idx;
