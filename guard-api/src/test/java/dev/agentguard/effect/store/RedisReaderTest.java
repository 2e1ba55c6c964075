package dev.agentguard.effect.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.StoreCommand;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import java.util.List;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands of Redis do. */
class RedisReaderTest {

    /** What Jedis 7.2 and Lettuce 7.1 name, but for those whose second word tells. */
    private static final String NAMED_BY_CLIENTS = """
            PING AUTH HELLO SET GET GETDEL GETEX DIGEST EXISTS DEL DELEX UNLINK TYPE FLUSHDB FLUSHALL MOVE KEYS RANDOMKEY
            RENAME RENAMENX DUMP RESTORE DBSIZE SELECT SWAPDB MIGRATE ECHO EXPIRE EXPIREAT EXPIRETIME PEXPIRE PEXPIREAT
            PEXPIRETIME TTL PTTL MULTI DISCARD EXEC WATCH UNWATCH SORT SORT_RO INFO SHUTDOWN MONITOR LCS GETSET MGET SETNX
            SETEX PSETEX MSETEX MSET MSETNX DECR DECRBY INCR INCRBY INCRBYFLOAT STRLEN APPEND SUBSTR SETBIT GETBIT BITPOS
            SETRANGE GETRANGE BITCOUNT BITOP BITFIELD BITFIELD_RO HSET HGET HSETNX HMSET HMGET HINCRBY HEXISTS HDEL HLEN
            HKEYS HVALS HGETALL HSTRLEN HEXPIRE HPEXPIRE HEXPIREAT HPEXPIREAT HTTL HPTTL HEXPIRETIME HPEXPIRETIME HPERSIST
            HRANDFIELD HINCRBYFLOAT HSETEX HGETEX HGETDEL RPUSH LPUSH LLEN LRANGE LTRIM LINDEX LSET LREM LPOP RPOP BLPOP
            BRPOP LINSERT LPOS RPOPLPUSH BRPOPLPUSH BLMOVE LMOVE LMPOP BLMPOP LPUSHX RPUSHX SADD SMEMBERS SREM SPOP SMOVE
            SCARD SRANDMEMBER SINTER SINTERSTORE SUNION SUNIONSTORE SDIFF SDIFFSTORE SISMEMBER SMISMEMBER SINTERCARD ZADD
            ZDIFF ZDIFFSTORE ZRANGE ZREM ZINCRBY ZRANK ZREVRANK ZREVRANGE ZRANDMEMBER ZCARD ZSCORE ZPOPMAX ZPOPMIN ZCOUNT
            ZUNION ZUNIONSTORE ZINTER ZINTERSTORE ZRANGEBYSCORE ZREVRANGEBYSCORE ZREMRANGEBYRANK ZREMRANGEBYSCORE
            ZLEXCOUNT ZRANGEBYLEX ZREVRANGEBYLEX ZREMRANGEBYLEX ZMSCORE ZRANGESTORE ZINTERCARD ZMPOP BZMPOP BZPOPMIN
            BZPOPMAX GEOADD GEODIST GEOHASH GEOPOS GEORADIUS GEORADIUS_RO GEOSEARCH GEOSEARCHSTORE GEORADIUSBYMEMBER
            GEORADIUSBYMEMBER_RO PFADD PFCOUNT PFMERGE XADD XLEN XDEL XTRIM XRANGE XREVRANGE XREAD XACK XREADGROUP XPENDING
            XCLAIM XAUTOCLAIM XINFO XDELEX XACKDEL EVAL_RO EVALSHA_RO FCALL_RO SUBSCRIBE UNSUBSCRIBE PSUBSCRIBE
            PUNSUBSCRIBE PUBLISH PUBSUB SSUBSCRIBE SUNSUBSCRIBE SPUBLISH SAVE BGSAVE BGREWRITEAOF LASTSAVE PERSIST ROLE
            FAILOVER OBJECT TIME SCAN HSCAN SSCAN ZSCAN WAIT ASKING READONLY READWRITE SLAVEOF REPLICAOF COPY TOUCH MEMORY
            LOLWUT COMMAND RESET LATENCY WAITAOF VADD VSIM VDIM VCARD VEMB VREM VLINKS VRANDMEMBER VGETATTR VSETATTR VINFO
            QUIT MYID MYSHARDID SYNC STRALGO GEOENCODE GEODECODE
            FT.CREATE FT.ALTER FT.INFO FT.SEARCH FT.EXPLAIN FT.EXPLAINCLI FT.AGGREGATE FT.CURSOR FT.ALIASADD FT.ALIASUPDATE
            FT.ALIASDEL FT.SYNUPDATE FT.SYNDUMP FT.SUGADD FT.SUGGET FT.SUGDEL FT.SUGLEN FT.DROPINDEX FT.DICTADD FT.DICTDEL
            FT.DICTDUMP FT.SPELLCHECK FT.TAGVALS FT.PROFILE FT._LIST JSON.DEL JSON.GET JSON.MGET JSON.MSET JSON.MERGE
            JSON.SET JSON.TYPE JSON.STRAPPEND JSON.STRLEN JSON.NUMINCRBY JSON.ARRAPPEND JSON.ARRINDEX JSON.ARRINSERT
            JSON.ARRLEN JSON.ARRPOP JSON.ARRTRIM JSON.CLEAR JSON.TOGGLE JSON.OBJKEYS JSON.OBJLEN JSON.DEBUG JSON.RESP
            TS.CREATE TS.RANGE TS.REVRANGE TS.MRANGE TS.MREVRANGE TS.CREATERULE TS.DELETERULE TS.ADD TS.MADD TS.DEL
            TS.INCRBY TS.DECRBY TS.INFO TS.GET TS.MGET TS.ALTER TS.QUERYINDEX BF.RESERVE BF.ADD BF.MADD BF.EXISTS
            BF.MEXISTS BF.INSERT BF.SCANDUMP BF.LOADCHUNK BF.CARD BF.INFO CF.RESERVE CF.ADD CF.ADDNX CF.INSERT CF.INSERTNX
            CF.EXISTS CF.MEXISTS CF.DEL CF.COUNT CF.SCANDUMP CF.LOADCHUNK CF.INFO CMS.INITBYDIM CMS.INITBYPROB CMS.INCRBY
            CMS.QUERY CMS.MERGE CMS.INFO TOPK.RESERVE TOPK.ADD TOPK.INCRBY TOPK.QUERY TOPK.LIST TOPK.INFO TDIGEST.CREATE
            TDIGEST.INFO TDIGEST.ADD TDIGEST.RESET TDIGEST.MERGE TDIGEST.CDF TDIGEST.QUANTILE TDIGEST.MIN TDIGEST.MAX
            TDIGEST.TRIMMED_MEAN TDIGEST.RANK TDIGEST.REVRANK TDIGEST.BYRANK TDIGEST.BYREVRANK""";

    @Test
    void whatClientsName_isKnown() {
        StringTokenizer names = new StringTokenizer(NAMED_BY_CLIENTS);
        while (names.hasMoreTokens()) {
            String name = names.nextToken();
            assertThat(RedisTable.of(name, "k").reversibility()).as(name).isNotEqualTo(Reversibility.UNKNOWN);
        }
    }

    @Test
    void everyTwoWordCommand_isReadByBothWords() {
        for (String name : RedisTable.names()) {
            int dash = name.indexOf('-');
            if (dash > 0 && !name.equals("RESTORE-ASKING")) {
                String line = name.substring(0, dash) + " " + name.substring(dash + 1) + " a b";
                assertThat(Commands.effects(Commands.redis(line)).get(0).reversibility())
                        .as(line)
                        .isEqualTo(RedisTable.of(name.substring(0, dash), name.substring(dash + 1))
                                .reversibility());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET a                              | READ_ONLY ONE redis:key a",
                "set a 1                            | REVERSIBLE ONE redis:key a",
                "DEL a                              | IRREVERSIBLE ONE redis:key a",
                "unlink a                           | IRREVERSIBLE ONE redis:key a",
                "HDEL a f                           | IRREVERSIBLE ONE redis:key a",
                "EXPIRE a 10                        | IRREVERSIBLE ONE redis:key a",
                "XGROUP DESTROY s g                 | IRREVERSIBLE ONE redis:key s",
                "XGROUP CREATE s g $                | REVERSIBLE ONE redis:key s",
                "FLUSHALL                           | IRREVERSIBLE ALL redis:database",
                "flushall ASYNC                     | IRREVERSIBLE ALL redis:database",
                "FLUSHDB                            | IRREVERSIBLE ALL redis:database 0",
                "SWAPDB 0 1                         | IRREVERSIBLE ALL redis:database",
                "FT.DROPINDEX idx DD                | IRREVERSIBLE ALL redis:database idx",
                "RESTORE a 0 x                      | REVERSIBLE ONE redis:key a",
                "RESTORE a 0 x replace              | IRREVERSIBLE ONE redis:key a",
                "MIGRATE h 6379 a 0 100             | IRREVERSIBLE MANY redis:key",
                "SHUTDOWN                           | IRREVERSIBLE ALL redis:server",
                "SHUTDOWN SAVE                      | REVERSIBLE ALL redis:server",
                "REPLICAOF evil 6379                | IRREVERSIBLE ALL redis:server",
                "REPLICAOF NO ONE                   | REVERSIBLE ALL redis:server",
                "CLUSTER INFO                       | READ_ONLY ALL redis:server",
                "CLUSTER RESET HARD                 | IRREVERSIBLE ALL redis:server",
                "CLUSTER SOMETHING-NEW              | UNKNOWN ALL redis:server",
                "CLIENT SETINFO LIB-NAME x          | READ_ONLY ALL redis:server",
                "CONFIG GET save                    | READ_ONLY ALL redis:server",
                "CONFIG SET notify-keyspace-events Ex | REVERSIBLE ALL redis:server",
                "CONFIG SET appendonly no           | IRREVERSIBLE ALL redis:server",
                "CONFIG SET dir /etc                | UNKNOWN ALL redis:server",
                "CONFIG SET maxmemory 1             | IRREVERSIBLE ALL redis:server",
                "ACL DELUSER bob                    | IRREVERSIBLE ONE redis:user bob",
                "MODULE LOAD /tmp/x.so              | UNKNOWN ALL redis:server",
                "EVALSHA abc 0                      | UNKNOWN ONE redis:script",
                "EVAL return_1 0                    | UNKNOWN ONE redis:script",
                "DEBUG RELOAD                       | UNKNOWN ALL redis:server",
                "NOSUCHCOMMAND a                    | UNKNOWN ALL redis:server",
                "CONFIG-SET a                       | UNKNOWN ALL redis:server",
                "XGROUP-DESTROY a                   | UNKNOWN ALL redis:server",
            })
    void commands(String command, String expected) {
        assertThat(Commands.worst(Commands.redis(command))).isEqualTo(expected);
    }

    @Test
    void savingSwitchedOff_destroysRecovery() {
        Effect effect = Commands.effects(RedisWords.command(
                        List.of(),
                        null,
                        List.of(
                                "CONFIG".getBytes(UTF_8),
                                "SET".getBytes(UTF_8),
                                "save".getBytes(UTF_8),
                                "".getBytes(UTF_8))))
                .get(0);
        assertThat(effect.destroysRecovery()).isTrue();
    }

    @Test
    void keysThatAreDeleted_haveAnEffectEach_withinBounds() {
        assertThat(Commands.effects(Commands.redis("DEL a b c")))
                .extracting(effect -> effect.resource().id())
                .containsExactly("a", "b", "c");
        List<Effect> many = Commands.effects(Commands.redis("DEL" + " k".repeat(500)));
        assertThat(many).hasSize(1);
        assertThat(Commands.worst(Commands.redis("DEL" + " k".repeat(500)))).isEqualTo("IRREVERSIBLE MANY redis:key");
    }

    @Test
    void script_countsWithWhatItIsSeenToCall() {
        assertThat(Commands.effects(Commands.redis("EVAL redis.call('flushall') 0")))
                .extracting(effect -> effect.operation() + " " + effect.reversibility() + " " + effect.reach())
                .containsExactly("redis:eval UNKNOWN ONE", "redis:flushall IRREVERSIBLE ALL");
        assertThat(Commands.effects(Commands.redis("EVAL redis.pcall(\t\"FlushDB\") 0")))
                .hasSize(2);
        assertThat(Commands.effects(Commands.redis("EVAL redis.call('del',KEYS[1]) 1 a")))
                .hasSize(1);
    }

    @Test
    void place_isServerAndDatabase() {
        assertThat(Commands.effects(Commands.redis("FLUSHDB")).get(0).places())
                .containsExactly(
                        new Place(Place.DATABASE_HOST, "cache.internal:6379"), new Place(Place.DATABASE_NAME, "0"));
        assertThat(Commands.effects(RedisWords.command(List.of(), null, List.of("FLUSHALL".getBytes(UTF_8))))
                        .get(0)
                        .places())
                .containsExactly(new Place(Place.DATABASE_HOST, null), new Place(Place.DATABASE_NAME, null));
    }

    @Test
    void whatMayBeData_isNotKept() {
        for (String line : List.of(
                "SET key s3cret",
                "AUTH default s3cret",
                "HELLO 3 AUTH default s3cret",
                "HSET key field s3cret",
                "EVAL s3cret 0",
                "CONFIG SET requirepass s3cret",
                "ACL SETUSER bob >s3cret",
                "MIGRATE h 1 k 0 1 AUTH s3cret",
                "NOSUCH s3cret")) {
            StoreCommand command = Commands.redis(line);
            assertThat(command.arguments().toString()).as(line).doesNotContain("s3cret");
        }
    }

    @Test
    void digest_tellsApartWhatAServerCould() {
        assertThat(Commands.redis("SET a 1").digest())
                .isNotEqualTo(Commands.redis("SET a 2").digest())
                .isEqualTo(Commands.redis("SET a 1").digest());
        assertThat(Commands.redis("DEL ab c").digest())
                .isNotEqualTo(Commands.redis("DEL a bc").digest());
        assertThat(RedisWords.command(
                                List.of(), "0", List.of("SET".getBytes(UTF_8), "a".getBytes(UTF_8), new byte[2 << 20]))
                        .digest())
                .isNull();
    }

    @Test
    void hostileWords_areReadAsUnknown() {
        assertThat(Commands.worst(RedisWords.command(List.of(), null, List.of())))
                .startsWith("UNKNOWN");
        assertThat(Commands.worst(Commands.redis("x".repeat(100_000) + " " + "y".repeat(100_000))))
                .startsWith("UNKNOWN");
        assertThat(Commands.worst(RedisWords.command(List.of(), null, List.of(new byte[] {-1, -2}))))
                .startsWith("UNKNOWN");
        assertThat(Commands.effects(Commands.redis("EVAL " + "call(".repeat(50_000) + " 0")))
                .hasSize(1);
    }
}
