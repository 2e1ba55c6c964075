package dev.agentguard.effect.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.annotation.Reversibility;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketTextTest {

    private static final Guard GUARD = Guard.builder().build();

    private static Reversibility of(String script) {
        return Judged.worst(GUARD.effects(new ProcessStart(List.of("bash", "-c", script))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "printf 'FLUSHALL\\r\\n' | nc redis 6379",
                "nc db 6379 <<< FLUSHALL",
                "echo flushall | socat - TCP:db:6379",
                "echo FLUSHALL | timeout 3 telnet db 6379",
                "echo FLUSHALL | socat TCP:db:6379 -",
                "date | socat - 'EXEC:rm -rf /srv'",
                "printf '*1\\r\\n$8\\r\\nFLUSHALL\\r\\n' | ncat db 6379",
                "nc -w 1 -N db 6379 <<'X'\nAUTH secret\nDEL orders\nX",
                "echo 'flush_all' | nc cache 11211",
                "printf 'DELETE /v1/volumes/1 HTTP/1.1\\r\\nHost: api.example.com\\r\\n\\r\\n' | nc api.example.com 80",
                "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\nDELETE /v1/volumes/1 HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n'"
                        + " | openssl s_client -quiet -connect a:443",
                "printf 'POST /graphql/v2 HTTP/1.1\\r\\nHost: backboard.railway.app\\r\\nContent-Type: application/json\\r\\n\\r\\n"
                        + "{\"query\":\"mutation { volumeDelete(volumeId: \\\\\"1\\\\\") }\"}'"
                        + " | openssl s_client -connect backboard.railway.app:443",
                "nc mail 25 <<'X'\nHELO a\nMAIL FROM:<a@a.example>\nRCPT TO:<b@b.example>\nDATA\nhi\n.\nX"
            })
    void whatDestroysAtTheOtherEnd_isIrreversible(String script) {
        assertThat(of(script)).as(script).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo ruok | nc zookeeper 2181",
                "echo PING | nc redis 6379",
                "echo stats | nc cache 11211",
                "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc host 80",
                "echo 'disable server b/w' | socat stdio /var/run/haproxy.sock",
                "tar c x | nc host 1234",
                "nc -zv db 5432",
                "echo Q | openssl s_client -connect example.com:443 -servername example.com",
                "openssl s_client -connect example.com:443 </dev/null",
                "printf 'EHLO a\\r\\nQUIT\\r\\n' | nc mail 25"
            })
    void whatAsksOrIsNoProtocolThatDestroys_isNot(String script) {
        assertThat(of(script)).as(script).isLessThanOrEqualTo(Reversibility.REVERSIBLE);
    }
}
