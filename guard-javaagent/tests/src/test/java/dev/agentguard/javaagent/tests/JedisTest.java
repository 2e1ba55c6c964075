package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jedis: connections, pools, pipelines, transactions, subscriptions and clusters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JedisTest extends RedisContract {

    private static final String REFUSED =
            "redis.clients.jedis.exceptions.JedisDataException dev.agentguard.bridge.RefusedException |";

    @Override
    String client() {
        return "jedis";
    }

    @Override
    String application() {
        return "app.JedisApp";
    }

    @Override
    String refusedAs() {
        return REFUSED;
    }

    @Override
    List<String> destroying() {
        return List.of("flushall", "flushdb", "eval return redis.call('FLUSHALL')", "config appendonly no");
    }

    /** Jedis throws where a command is put into a transaction, so that the application knows before it ends it. */
    @ParameterizedTest
    @MethodSource("everyPlatform")
    void transaction_goesOnWithoutWhatWasRefused(Platform platform) {
        int before = server().calls("flushdb");
        assertThat(enforcing(platform).ask("multi"))
                .startsWith("done ")
                .contains(REFUSED)
                .endsWith(" 2 12");
        assertThat(server().calls("flushdb")).isEqualTo(before);
    }
}
