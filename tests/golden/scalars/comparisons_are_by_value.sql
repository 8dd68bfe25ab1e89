SELECT t0."big" FROM "items" t0 WHERE t0."big" > ?1 ORDER BY t0."id" LIMIT ?2;
SELECT t0."price" FROM "items" t0 WHERE t0."price" >= ?1 ORDER BY t0."id" LIMIT ?2;
SELECT t0."id" FROM "items" t0 WHERE t0."at" < ?1 ORDER BY t0."id" LIMIT ?2;
SELECT t0."id" FROM "items" t0 WHERE t0."day" IN (SELECT k1 FROM gq_keys(?1)) ORDER BY t0."id" LIMIT ?2;
SELECT t0."id" FROM "items" t0 WHERE t0."time" <= ?1 ORDER BY t0."id" LIMIT ?2;
SELECT t0."id" FROM "items" t0 WHERE t0."uuid" = ?1 ORDER BY t0."id" LIMIT ?2;
SELECT t0."id" FROM "items" t0 WHERE t0."bytes" IN (SELECT k1 FROM gq_keys(?1)) ORDER BY t0."id" LIMIT ?2;
SELECT t0."id" FROM "items" t0 WHERE t0."json" IS NULL ORDER BY t0."id" LIMIT ?1;
