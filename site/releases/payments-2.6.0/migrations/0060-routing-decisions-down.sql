-- Takes 0060 back. Only the comparison is lost.
SET lock_timeout = '3s';

DROP TABLE routing_decisions;
