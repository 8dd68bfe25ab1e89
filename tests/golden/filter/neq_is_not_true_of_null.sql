SELECT COUNT(*) FROM "posts" t0 WHERE t0."published_at" <> ?1;
SELECT COUNT(*) FROM "posts" t0 WHERE (t0."published_at" NOT IN (SELECT k1 FROM gq_keys(?1)) AND t0."published_at" = t0."published_at");
SELECT COUNT(*) FROM "posts" t0 WHERE NOT (t0."published_at" = ?1);
SELECT COUNT(*) FROM "posts" t0;
