package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lettuce: blocking, with futures, reactive, transactions and subscriptions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LettuceTest extends RedisContract {

    private static final String REFUSED =
            "io.lettuce.core.RedisCommandExecutionException dev.agentguard.bridge.RefusedException |";

    @Override
    String client() {
        return "lettuce";
    }

    @Override
    String application() {
        return "app.LettuceApp";
    }

    @Override
    String refusedAs() {
        return REFUSED;
    }

    @Override
    List<String> destroying() {
        return List.of(
                "flushall",
                "flushdb",
                "async",
                "reactive",
                "chained",
                "eval return redis.call('FLUSHALL')",
                "config appendonly no");
    }

    /** The client counts what a transaction holds when it reads the answer, so that it cannot go on without a part. */
    @ParameterizedTest
    @MethodSource("everyPlatform")
    void transaction_isGivenUpWithWhatWasRefused(Platform platform) {
        int before = server().calls("flushdb");
        int ended = server().calls("exec");
        ChildJvm app = enforcing(platform);
        assertThat(app.ask("multi"))
                .startsWith("done [failure java.util.concurrent.ExecutionException " + REFUSED)
                .contains(", exec failure java.util.concurrent.ExecutionException " + REFUSED)
                .endsWith(" truetrue nullnull");
        assertThat(app.ask("multi-good")).isEqualTo("done 2OK1");
        assertThat(app.ask("set a 1")).isEqualTo("done OK");
        assertThat(server().calls("flushdb")).isEqualTo(before);
        assertThat(server().calls("exec")).isEqualTo(ended + 1);
    }
}
