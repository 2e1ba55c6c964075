package dev.agentguard.effect.store;

import dev.agentguard.annotation.Reversibility;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of Redis and Valkey do, those of their usual modules too (redis.io/docs/latest/commands, and the
 * commands that Jedis 7.2 and Lettuce 7.1 name). Immutable.
 */
public final class RedisTable {

    /** What a command acts on. */
    public enum Thing {
        /** Keys, or what they hold. */
        KEY,
        /** A whole database or index, or all of them. */
        DATABASE,
        /** The server, its settings and its replicas. */
        SERVER,
        /** A program that runs in the server. */
        SCRIPT,
        /** Users and what they may do. */
        USER
    }

    /** Which of a command's words are names; the others may be data. */
    enum Names {
        NONE,
        FIRST,
        FIRST_TWO,
        ALL
    }

    /**
     * What is known of a command.
     *
     * @param reversibility its class
     * @param thing what it acts on
     * @param names which of its words are names
     */
    public record Known(Reversibility reversibility, Thing thing, Names names) {}

    private static final Map<String, Known> KNOWN = new HashMap<>(600);

    private static final Known UNKNOWN = new Known(Reversibility.UNKNOWN, Thing.SERVER, Names.NONE);

    private static final int LONGEST = 64;

    static {
        Reversibility gone = Reversibility.IRREVERSIBLE;
        Reversibility writes = Reversibility.REVERSIBLE;
        Reversibility reads = Reversibility.READ_ONLY;
        Reversibility open = Reversibility.UNKNOWN;

        put(gone, Thing.KEY, Names.ALL, "DEL UNLINK JSON.FORGET");
        put(gone, Thing.KEY, Names.FIRST, """
                GETDEL DELEX GETEX LTRIM LREM LPOP RPOP LMPOP BLPOP BRPOP BLMPOP SPOP SREM ZREM ZPOPMIN ZPOPMAX
                ZREMRANGEBYRANK ZREMRANGEBYSCORE ZREMRANGEBYLEX ZMPOP BZPOPMIN BZPOPMAX BZMPOP HDEL HGETDEL HGETEX
                XDEL XDELEX XACKDEL XTRIM EXPIRE PEXPIRE EXPIREAT PEXPIREAT HEXPIRE HPEXPIRE HEXPIREAT HPEXPIREAT
                JSON.DEL JSON.CLEAR JSON.ARRPOP JSON.ARRTRIM TS.DEL TS.DELETERULE CF.DEL TOPK.RESET TDIGEST.RESET VREM
                GRAPH.DELETE FT.SUGDEL""");
        put(gone, Thing.KEY, Names.FIRST_TWO, "XGROUP-DESTROY XGROUP-DELCONSUMER FT.DICTDEL");
        put(gone, Thing.KEY, Names.NONE, "MIGRATE");
        put(gone, Thing.DATABASE, Names.ALL, "FLUSHALL FLUSHDB SWAPDB");
        put(gone, Thing.DATABASE, Names.FIRST, "FT.DROPINDEX FT.DROP FT.ALIASDEL FT._DROPINDEXIFX FT._ALIASDELIFX");
        put(gone, Thing.SERVER, Names.ALL, """
                REPLICAOF SLAVEOF SHUTDOWN FUNCTION-FLUSH FUNCTION-DELETE
                CLUSTER-RESET CLUSTER-FLUSHSLOTS CLUSTER-DELSLOTS CLUSTER-DELSLOTSRANGE CLUSTER-FORGET
                CLUSTER-REPLICATE SENTINEL-REMOVE SENTINEL-RESET""");
        put(gone, Thing.USER, Names.FIRST_TWO, "ACL-DELUSER ACL-LOAD");

        put(writes, Thing.KEY, Names.FIRST, """
                SET SETEX SETNX PSETEX MSET MSETNX MSETEX APPEND INCR INCRBY INCRBYFLOAT DECR DECRBY GETSET SETRANGE
                SETBIT LPUSH RPUSH LPUSHX RPUSHX LINSERT LSET SADD ZADD ZINCRBY HSET HSETNX HSETEX HMSET HINCRBY
                HINCRBYFLOAT HPERSIST XADD XACK XCLAIM XAUTOCLAIM XSETID XNACK PERSIST PFADD GEOADD PUBLISH SPUBLISH
                MOVE RESTORE RESTORE-ASKING BITFIELD SORT GEORADIUS GEORADIUSBYMEMBER
                JSON.SET JSON.MSET JSON.MERGE JSON.STRAPPEND JSON.NUMINCRBY JSON.NUMMULTBY JSON.ARRAPPEND
                JSON.ARRINSERT JSON.TOGGLE TS.ADD TS.MADD TS.CREATE TS.ALTER TS.INCRBY TS.DECRBY TS.CREATERULE
                FT.CREATE FT.ALTER FT.ALIASADD FT.ALIASUPDATE FT.SYNUPDATE FT.SUGADD FT.DICTADD FT.CURSOR
                BF.RESERVE BF.ADD BF.MADD BF.INSERT BF.LOADCHUNK CF.RESERVE CF.ADD CF.ADDNX CF.INSERT CF.INSERTNX
                CF.LOADCHUNK CMS.INITBYDIM CMS.INITBYPROB CMS.INCRBY CMS.MERGE TOPK.RESERVE TOPK.ADD TOPK.INCRBY
                TDIGEST.CREATE TDIGEST.ADD TDIGEST.MERGE VADD VSETATTR""");
        put(writes, Thing.KEY, Names.ALL, """
                RPOPLPUSH BRPOPLPUSH LMOVE BLMOVE RENAME RENAMENX COPY PFMERGE SINTERSTORE SUNIONSTORE SDIFFSTORE
                ZUNIONSTORE ZINTERSTORE ZDIFFSTORE BITOP""");
        put(writes, Thing.KEY, Names.FIRST_TWO, """
                SMOVE ZRANGESTORE GEOSEARCHSTORE XGROUP-CREATE XGROUP-CREATECONSUMER XGROUP-SETID XREADGROUP""");
        put(writes, Thing.SERVER, Names.FIRST, """
                SAVE BGSAVE BGREWRITEAOF FAILOVER MEMORY-PURGE HOTKEYS-RESET CONFIG-REWRITE CONFIG-RESETSTAT SLOWLOG-RESET
                LATENCY-RESET SCRIPT-LOAD SCRIPT-FLUSH SCRIPT-KILL FUNCTION-LOAD FUNCTION-RESTORE FUNCTION-KILL
                CLIENT-KILL CLIENT-PAUSE CLIENT-UNPAUSE CLIENT-UNBLOCK CLUSTER-MEET CLUSTER-FAILOVER CLUSTER-ADDSLOTS
                CLUSTER-ADDSLOTSRANGE CLUSTER-SETSLOT CLUSTER-BUMPEPOCH CLUSTER-SAVECONFIG CLUSTER-SET-CONFIG-EPOCH
                CLUSTER-MIGRATION SENTINEL-FAILOVER SENTINEL-SET SENTINEL-MONITOR SENTINEL-FLUSHCONFIG
                SENTINEL-SIMULATE-FAILURE FT.CONFIG-SET HOTKEYS-START HOTKEYS-STOP""");
        put(writes, Thing.SERVER, Names.FIRST_TWO, "CONFIG-SET");
        put(writes, Thing.USER, Names.FIRST_TWO, "ACL-SETUSER ACL-SAVE");

        put(reads, Thing.KEY, Names.FIRST, """
                GET MGET GETRANGE SUBSTR STRLEN LCS STRALGO DIGEST EXISTS TYPE TTL PTTL EXPIRETIME PEXPIRETIME KEYS SCAN
                SSCAN HSCAN ZSCAN RANDOMKEY DBSIZE TOUCH DUMP OBJECT LRANGE LLEN LINDEX LPOS SMEMBERS SCARD SISMEMBER
                SMISMEMBER SINTER SINTERCARD SUNION SDIFF SRANDMEMBER ZRANGE ZRANGEBYSCORE ZRANGEBYLEX ZREVRANGE
                ZREVRANGEBYSCORE ZREVRANGEBYLEX ZSCORE ZMSCORE ZCARD ZCOUNT ZLEXCOUNT ZRANK ZREVRANK ZRANDMEMBER ZDIFF
                ZINTER ZINTERCARD ZUNION HGET HMGET HGETALL HKEYS HVALS HLEN HEXISTS HSTRLEN HRANDFIELD HTTL HPTTL
                HEXPIRETIME HPEXPIRETIME XRANGE XREVRANGE XLEN XREAD XINFO XPENDING BITCOUNT BITPOS GETBIT BITFIELD_RO
                PFCOUNT GEOPOS GEODIST GEOSEARCH GEOHASH GEORADIUS_RO GEORADIUSBYMEMBER_RO GEOENCODE GEODECODE SORT_RO
                EVAL_RO EVALSHA_RO FCALL_RO
                JSON.GET JSON.MGET JSON.TYPE JSON.STRLEN JSON.ARRINDEX JSON.ARRLEN JSON.OBJKEYS JSON.OBJLEN JSON.DEBUG
                JSON.RESP FT.SEARCH FT.AGGREGATE FT.HYBRID FT.INFO FT._LIST FT.EXPLAIN FT.EXPLAINCLI FT.SYNDUMP FT.SUGGET
                FT.SUGLEN FT.DICTDUMP FT.SPELLCHECK FT.TAGVALS FT.PROFILE FT.CONFIG-GET
                TS.GET TS.MGET TS.RANGE TS.REVRANGE TS.MRANGE TS.MREVRANGE TS.INFO TS.QUERYINDEX BF.EXISTS BF.MEXISTS
                BF.SCANDUMP BF.CARD BF.INFO CF.EXISTS CF.MEXISTS CF.COUNT CF.SCANDUMP CF.INFO CMS.QUERY CMS.INFO
                TOPK.QUERY TOPK.LIST TOPK.INFO TOPK.COUNT TDIGEST.INFO TDIGEST.CDF TDIGEST.QUANTILE TDIGEST.MIN
                TDIGEST.MAX TDIGEST.TRIMMED_MEAN TDIGEST.RANK TDIGEST.REVRANK TDIGEST.BYRANK TDIGEST.BYREVRANK VSIM VDIM
                VCARD VEMB VLINKS VRANDMEMBER VGETATTR VINFO VRANGE VISMEMBER GRAPH.RO_QUERY GRAPH.LIST GRAPH.EXPLAIN""");
        put(reads, Thing.SERVER, Names.NONE, """
                PING ECHO TIME INFO SELECT AUTH HELLO QUIT RESET LASTSAVE ROLE MONITOR SUBSCRIBE PSUBSCRIBE SSUBSCRIBE
                UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE PUBSUB WAIT WAITAOF WATCH UNWATCH MULTI EXEC DISCARD COMMAND
                LOLWUT READONLY READWRITE ASKING SYNC PSYNC REPLCONF MEMORY LATENCY
                CLIENT-SETNAME CLIENT-SETINFO CLIENT-REPLY CLIENT-TRACKING CLIENT-TRACKINGINFO CLIENT-CACHING
                CLIENT-GETREDIR CLIENT-NO-EVICT CLIENT-NO-TOUCH CLIENT-IMPORT-SOURCE CLIENT-CAPA
                CONFIG-HELP SCRIPT-EXISTS SCRIPT-HELP SCRIPT-SHOW SCRIPT-DEBUG DEBUG-OBJECT SENTINEL-MASTERS
                SENTINEL-MASTER SENTINEL-REPLICAS SENTINEL-SLAVES SENTINEL-SENTINELS SENTINEL-GET-MASTER-ADDR-BY-NAME
                SENTINEL-CKQUORUM SENTINEL-IS-MASTER-DOWN-BY-ADDR SENTINEL-PENDING-SCRIPTS SENTINEL-INFO-CACHE
                SENTINEL-CONFIG CLUSTER-COUNTKEYSINSLOT CLUSTER-GETKEYSINSLOT CLUSTER-REPLICAS CLUSTER-SLAVES
                CLUSTER-LINKS CLUSTER-SLOT-STATS CLUSTER-COUNT-FAILURE-REPORTS CLUSTER-MYSHARDID MYID MYSHARDID
                ACL-DRYRUN HOTKEYS-GET""");
        for (String family : new String[] {
            "ACL", "CLIENT", "CLUSTER", "CONFIG", "FUNCTION", "MODULE", "SCRIPT", "SENTINEL", "SLOWLOG"
        }) {
            for (String asks : new String[] {
                "GET", "LIST", "INFO", "HELP", "DOCS", "NODES", "SLOTS", "SHARDS", "LEN", "ID", "GETNAME", "WHOAMI",
                "USERS", "CAT", "GETUSER", "DUMP", "STATS", "EXISTS", "MYID", "KEYSLOT", "GENPASS", "LOG"
            }) {
                KNOWN.putIfAbsent(family + "-" + asks, new Known(reads, Thing.SERVER, Names.FIRST));
            }
        }
        put(open, Thing.SCRIPT, Names.NONE, "EVAL EVALSHA FCALL");
        put(open, Thing.SCRIPT, Names.FIRST, "GRAPH.QUERY");
        put(open, Thing.SERVER, Names.FIRST, "MODULE-LOAD MODULE-LOADEX MODULE-UNLOAD DEBUG");
    }

    private RedisTable() {}

    private static void put(Reversibility reversibility, Thing thing, Names names, String commands) {
        Known known = new Known(reversibility, thing, names);
        // its second word is a part of the command
        Known family = names == Names.NONE ? new Known(reversibility, thing, Names.FIRST) : known;
        StringTokenizer tokens = new StringTokenizer(commands);
        while (tokens.hasMoreTokens()) {
            String name = tokens.nextToken();
            if (KNOWN.put(name, name.indexOf('-') > 0 ? family : known) != null) {
                throw new IllegalStateException("`" + name + "` is there twice");
            }
        }
    }

    /**
     * Returns what is known of a command.
     *
     * @param name its name
     * @param first its first word, or null if it has none
     * @return what is known; of class {@code UNKNOWN} if nothing is
     */
    public static Known of(String name, @Nullable String first) {
        String upper = name.length() > LONGEST ? "" : name.toUpperCase(Locale.ROOT);
        if (first != null && first.length() <= LONGEST) {
            Known two = KNOWN.get(upper + "-" + first.toUpperCase(Locale.ROOT));
            if (two != null && upper.indexOf('-') < 0) {
                return two;
            }
        }
        // a key may be called like the second word of a family, a name with a dash in it is no command's
        return upper.indexOf('-') > 0 && !upper.equals("RESTORE-ASKING") ? UNKNOWN : KNOWN.getOrDefault(upper, UNKNOWN);
    }

    /**
     * Returns the class of a command with the options that are among its words.
     *
     * @param name its name
     * @param known what is known of it
     * @param words its words, in capitals where they are options
     * @return the class
     */
    public static Reversibility with(String name, Known known, Collection<String> words) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "RESTORE", "RESTORE-ASKING", "COPY" ->
                words.contains("REPLACE") ? Reversibility.IRREVERSIBLE : known.reversibility();
            case "REPLICAOF", "SLAVEOF" ->
                words.contains("NO") && words.contains("ONE") ? Reversibility.REVERSIBLE : known.reversibility();
            case "SHUTDOWN" ->
                // without a word it saves only where saving is configured
                words.contains("SAVE") ? Reversibility.REVERSIBLE : known.reversibility();
            default -> known.reversibility();
        };
    }

    /** Returns the names of all commands, a family's with a dash before the second word. */
    static Collection<String> names() {
        return KNOWN.keySet();
    }
}
