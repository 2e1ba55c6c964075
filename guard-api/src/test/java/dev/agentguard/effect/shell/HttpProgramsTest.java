package dev.agentguard.effect.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.annotation.Reversibility;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProgramsTest {

    private static final Guard GUARD = Guard.builder().build();

    private static List<HttpCall> requests(String script) {
        Judged judged = new Judged();
        judged.reader.read(script, "");
        return judged.requests;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            curl example.com/a                                    | GET    | http://example.com/a        | ~~
            curl -X DELETE https://example.com/a                  | DELETE | https://example.com/a       | ~~
            curl -XDELETE https://example.com/a                   | DELETE | https://example.com/a       | ~~
            curl -sSLX DELETE https://example.com/a               | DELETE | https://example.com/a       | ~~
            curl --req DELETE --url https://example.com/a         | DELETE | https://example.com/a       | ~~
            curl https://example.com/a -d a=b -d c=d              | POST   | https://example.com/a       | a=b&c=d
            curl https://example.com/a --json '{"a":1}'           | POST   | https://example.com/a       | {"a":1}
            curl -G https://example.com/a -d a=b                  | GET    | https://example.com/a?a=b   | ~~
            curl -I https://example.com/a                         | HEAD   | https://example.com/a       | ~~
            wget -qO- https://example.com/a                       | GET    | https://example.com/a       | ~~
            wget --method=DELETE https://example.com/a            | DELETE | https://example.com/a       | ~~
            wget --post-data=a=b https://example.com/a            | POST   | https://example.com/a       | a=b
            http DELETE :9200/a                                   | DELETE | http://localhost:9200/a     | ~~
            http example.com/a b=c                                | POST   | http://example.com/a        | {"b":"c"}
            http -f POST example.com/a b=c                        | POST   | http://example.com/a        | b=c
            xhs example.com/a q==1                                | GET    | https://example.com/a?q=1   | ~~
            gh api repos/o/r                                      | GET    | https://api.github.com/repos/o/r | ~~
            gh api /repos/o/r -X delete                           | DELETE | https://api.github.com/repos/o/r | ~~
            gh api -XDELETE repos/o/r --silent                    | DELETE | https://api.github.com/repos/o/r | ~~
            gh api repos/o/r/issues -f title=a -F b=true          | POST   | https://api.github.com/repos/o/r/issues | {"title":"a","b":true}
            gh api repos/o/r/labels -f 'x[]=a' -f 'x[]=b'         | POST   | https://api.github.com/repos/o/r/labels | {"x":["a","b"]}
            gh api -X GET search/code -f q=a                      | GET    | https://api.github.com/search/code | ~~
            gh api graphql -f query='{a}' -f id=1                 | POST   | https://api.github.com/graphql | {"query":"{a}","variables":{"id":"1"}}
            gh api --hostname git.example.com graphql -fquery={a} | POST   | https://git.example.com/api/graphql | {"query":"{a}"}
            gh api https://git.example.com/api/v3/user --jq .login | GET   | https://git.example.com/api/v3/user | ~~
            glab api projects/1 --method=DELETE                   | DELETE | https://gitlab.com/api/v4/projects/1 | ~~
            glab api graphql -f query={a}                         | POST   | https://gitlab.com/api/graphql | {"query":"{a}"}
            """)
    void makes_the_request_that_is_sent(String script, String method, String url, String body) {
        List<HttpCall> requests = requests(script);
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).method()).isEqualTo(method);
        assertThat(requests.get(0).url()).isEqualTo(url);
        assertThat(requests.get(0).body().text().strip()).isEqualTo(body == null ? "" : body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl $CURL_OPTS https://a.example/1",
                "curl $ARGS",
                "wget ${wget_args} https://a.example/1",
                "http $FLAGS https://a.example/1",
                "gh api $ARGS",
                "gh api repos/o/r $OPTIONS",
                "curl --connect-to \"$TO\" https://a.example/1",
                "curl --resolve \"a.example:443:$ADDRESS\" https://a.example/1"
            })
    void whatAVariableMayAdd_isUnknown(String script) {
        assertThat(worst(script)).as(script).isEqualTo(Reversibility.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl \"$URL\"",
                "curl -s https://a.example/$ID",
                "CURL_OPTS=-s; curl $CURL_OPTS https://a.example/1",
                "gh api repos/$OWNER/r",
                "curl --resolve a.example:443:127.0.0.1 https://a.example/1"
            })
    void whatAVariableOnlyNames_isRead(String script) {
        assertThat(worst(script)).as(script).isEqualTo(Reversibility.READ_ONLY);
    }

    private static Reversibility worst(String script) {
        return Judged.worst(GUARD.effects(new ProcessStart(List.of("sh", "-c", script))));
    }

    @Test
    void sends_each_request_of_several() {
        assertThat(requests("curl https://a.example/1 https://a.example/2 --next -X DELETE https://a.example/3"))
                .extracting(HttpCall::method)
                .containsExactly("GET", "GET", "DELETE");
        assertThat(requests("curl -K - <<'EOF'\nurl = \"https://a.example/1\"\nrequest = DELETE\nEOF"))
                .extracting(HttpCall::method)
                .containsExactly("DELETE");
    }

    @Test
    void keeps_header_fields_and_says_that_a_file_was_not_read() {
        HttpCall call = requests("curl -H 'X-HTTP-Method-Override: DELETE' -d @body.json https://a.example/1")
                .get(0);
        assertThat(call.header("x-http-method-override")).containsExactly("DELETE");
        assertThat(call.body().notInspected()).isNotNull();
    }

    @Test
    void reads_a_body_that_the_script_itself_wrote() {
        HttpCall call = requests("echo '{\"a\":1}' > b.json; curl -d @b.json https://a.example/1")
                .get(0);
        assertThat(call.body().text().strip()).isEqualTo("{\"a\":1}");
    }
}
