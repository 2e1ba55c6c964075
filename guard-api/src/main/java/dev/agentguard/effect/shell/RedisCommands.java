package dev.agentguard.effect.shell;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Reach;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/** Reads commands of Redis and Valkey, one a line (redis.io/docs/latest/commands). */
final class RedisCommands {

    private static final Map<String, Reversibility> KNOWN = new HashMap<>();

    static {
        put(
                Reversibility.IRREVERSIBLE,
                "FLUSHALL FLUSHDB DEL UNLINK GETDEL LTRIM LREM LPOP RPOP LMPOP BLPOP BRPOP BLMPOP SPOP SREM ZREM ZPOPMIN ZPOPMAX"
                        + " ZREMRANGEBYRANK ZREMRANGEBYSCORE ZREMRANGEBYLEX ZMPOP BZPOPMIN BZPOPMAX BZMPOP HDEL HGETDEL XDEL XTRIM"
                        + " XDELEX JSON.DEL JSON.FORGET JSON.CLEAR FT.DROPINDEX FT.DROP TS.DEL GRAPH.DELETE CF.DEL TOPK.RESET");
        put(
                Reversibility.REVERSIBLE,
                "SET SETEX SETNX PSETEX MSET MSETNX APPEND INCR INCRBY INCRBYFLOAT DECR DECRBY GETSET SETRANGE SETBIT LPUSH RPUSH"
                        + " LPUSHX RPUSHX LINSERT LSET RPOPLPUSH LMOVE SADD SMOVE ZADD ZINCRBY HSET HSETNX HMSET HINCRBY XADD XACK"
                        + " XGROUP XCLAIM PERSIST RENAME RENAMENX COPY MOVE RESTORE PFADD PFMERGE GEOADD PUBLISH SAVE BGSAVE"
                        + " BGREWRITEAOF FAILOVER SWAPDB JSON.SET FT.CREATE FT.ALTER TS.ADD TS.CREATE SHUTDOWN");
        put(Reversibility.IRREVERSIBLE, "EXPIREAT PEXPIREAT EXPIRE PEXPIRE MIGRATE");
        put(
                Reversibility.READ_ONLY,
                "GET MGET GETRANGE STRLEN EXISTS TYPE TTL PTTL KEYS SCAN SSCAN HSCAN ZSCAN RANDOMKEY DBSIZE INFO PING ECHO TIME"
                        + " LRANGE LLEN LINDEX LPOS SMEMBERS SCARD SISMEMBER SMISMEMBER SINTER SUNION SDIFF SRANDMEMBER ZRANGE"
                        + " ZRANGEBYSCORE ZRANGEBYLEX ZREVRANGE ZREVRANGEBYSCORE ZSCORE ZMSCORE ZCARD ZCOUNT ZRANK ZREVRANK HGET"
                        + " HMGET HGETALL HKEYS HVALS HLEN HEXISTS XRANGE XREVRANGE XLEN XREAD XINFO XPENDING BITCOUNT BITPOS GETBIT"
                        + " PFCOUNT GEOPOS GEODIST GEOSEARCH GEOHASH SELECT AUTH HELLO QUIT DUMP LASTSAVE ROLE MONITOR SUBSCRIBE"
                        + " PSUBSCRIBE WAIT WATCH UNWATCH MULTI EXEC DISCARD COMMAND TOUCH EXPIRETIME LOLWUT READONLY ASKING"
                        + " FT.SEARCH FT.INFO FT._LIST FT.AGGREGATE JSON.GET JSON.TYPE TS.GET TS.RANGE EVAL_RO EVALSHA_RO FCALL_RO"
                        + " SORT_RO OBJECT MEMORY LATENCY");
    }

    private RedisCommands() {}

    private static void put(Reversibility reversibility, String names) {
        StringTokenizer tokens = new StringTokenizer(names);
        while (tokens.hasMoreTokens()) {
            KNOWN.put(tokens.nextToken(), reversibility);
        }
    }

    static void read(String text, Reading reading, String place) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            StringTokenizer words = new StringTokenizer(text.substring(start, end), " \t\r\"'");
            start = end + 1;
            if (words.hasMoreTokens() && reading.command()) {
                command(words.nextToken().toUpperCase(Locale.ROOT), words, reading, place);
            }
        }
    }

    private static void command(String name, StringTokenizer words, Reading reading, String place) {
        String second = words.hasMoreTokens() ? words.nextToken().toUpperCase(Locale.ROOT) : "";
        if (name.equals("SHUTDOWN") && second.equals("NOSAVE")) {
            name = "SHUTDOWN-NOSAVE";
        }
        Reversibility reversibility = KNOWN.get(name);
        if (reversibility == null) {
            reversibility = container(name, second);
        }
        boolean all = name.startsWith("FLUSH");
        reading.add(Effect.of("redis:" + name.toLowerCase(Locale.ROOT), new Evidence(reading.place(place), name))
                .resource(all ? "redis:database" : "redis:key", null)
                .reach(all ? Reach.ALL : Reach.ONE)
                .reversibility(reversibility, reason(name, reversibility))
                .build());
    }

    /** Commands that are named by two words. */
    private static Reversibility container(String name, String second) {
        boolean asks = switch (second) {
            case "GET",
                    "LIST",
                    "INFO",
                    "HELP",
                    "COUNT",
                    "DOCS",
                    "NODES",
                    "SLOTS",
                    "SHARDS",
                    "LEN",
                    "ID",
                    "GETNAME",
                    "WHOAMI",
                    "USERS",
                    "CAT",
                    "GETUSER",
                    "DUMP",
                    "STATS",
                    "EXISTS",
                    "NUMSUB",
                    "CHANNELS",
                    "NUMPAT",
                    "MYID",
                    "KEYSLOT",
                    "DOCTOR",
                    "GENPASS",
                    "LOG" -> true;
            default -> false;
        };
        return switch (name) {
            case "SHUTDOWN-NOSAVE" -> Reversibility.IRREVERSIBLE;
            case "REPLICAOF", "SLAVEOF" -> second.equals("NO") ? Reversibility.REVERSIBLE : Reversibility.IRREVERSIBLE;
            case "SORT" -> Reversibility.REVERSIBLE;
            case "CONFIG", "ACL", "CLIENT", "CLUSTER", "SCRIPT", "FUNCTION", "SLOWLOG", "MODULE", "PUBSUB" ->
                asks
                        ? Reversibility.READ_ONLY
                        : switch (second) {
                            case "DELUSER", "FLUSH", "DELETE", "RESET", "FLUSHSLOTS", "FORGET", "DELSLOTS" ->
                                name.equals("SCRIPT") || name.equals("SLOWLOG")
                                        ? Reversibility.REVERSIBLE
                                        : Reversibility.IRREVERSIBLE;
                            default -> Reversibility.REVERSIBLE;
                        };
            default -> Reversibility.UNKNOWN;
        };
    }

    private static String reason(String name, Reversibility reversibility) {
        return switch (reversibility) {
            case READ_ONLY -> "reads";
            case REVERSIBLE, RECOVERABLE -> "changes keys or settings";
            case IRREVERSIBLE -> "`" + name + "` removes data";
            case UNKNOWN -> "what `" + name + "` does cannot be told";
        };
    }
}
