package dev.agentguard.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialReaderTest {

    private static final String SECRET = "rw_7f3e9a1c5b2d4k3f9";
    private final CredentialReader reader = new CredentialReader();

    private static HttpCall call(String url, String header, String value) {
        return new HttpCall("POST", url, Map.of(header, List.of(value)), Body.empty());
    }

    private List<Credential> read(String header, String value) {
        return reader.read(call("https://backboard.railway.app/graphql/v2", header, value));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer  ", "token ", "Token\t", "Klingon ", "", "  "})
    void authorization_of_any_scheme_is_the_secret_behind_it(String scheme) {
        assertThat(read("authorization", scheme + SECRET)).contains(Credential.of(SECRET, "header Authorization"));
    }

    @Test
    void authorization_with_parameters_yields_each_of_them() {
        assertThat(read("Authorization", "Token token=\"" + SECRET + "\", as=\"x\""))
                .contains(Credential.of(SECRET, "header Authorization"));
    }

    @Test
    void authorization_with_parameters_leaves_out_what_is_no_key() {
        assertThat(read(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIA0123456789ABCDEF/20260101/us-east-1/s3/aws4_request,"
                                + " SignedHeaders=host;x-amz-date, Signature=00ff"))
                .contains(Credential.of("AKIA0123456789ABCDEF", "header Authorization"))
                .doesNotContain(
                        Credential.of("aws4_request", "header Authorization"),
                        Credential.of("host;x-amz-date", "header Authorization"));
    }

    @Test
    void basic_with_a_real_password_does_not_take_the_user_name_for_a_key() {
        assertThat(read("Authorization", basic("someone@example.com:" + SECRET)))
                .contains(Credential.of(SECRET, "header Authorization"))
                .doesNotContain(Credential.of("someone@example.com", "header Authorization"));
        assertThat(read("Authorization", basic(SECRET + ":x-oauth-basic")))
                .contains(Credential.of(SECRET, "header Authorization"));
    }

    @Test
    void basic_yields_password_user_and_whole() {
        assertThat(read("Authorization", basic("deploy:" + SECRET)))
                .contains(
                        Credential.of(SECRET, "header Authorization"),
                        Credential.of("deploy:" + SECRET, "header Authorization"));
        assertThat(read("Authorization", basic(SECRET + ":"))).contains(Credential.of(SECRET, "header Authorization"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"project-access-token", "X-API-KEY", "Api-Key", "x-auth-token", "private-token"})
    void key_headers_are_read_in_any_case(String header) {
        assertThat(read(header, SECRET)).hasSize(1).first().satisfies(credential -> {
            assertThat(credential.fingerprint())
                    .isEqualTo(Credential.of(SECRET, "").fingerprint());
            assertThat(credential.where()).isEqualToIgnoringCase("header " + header);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Proxy-Authorization", "Cookie", "X-Request-Id"})
    void other_headers_carry_no_credential_for_the_target(String header) {
        assertThat(read(header, SECRET)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "api_key", "apikey", "token", "key", "Access_Token", "%6Bey"})
    void query_parameters_for_keys_are_read(String parameter) {
        assertThat(reader.read(call("https://x.example/a?b=c&" + parameter + "=" + SECRET + "#key=other", "A", "b")))
                .extracting(Credential::fingerprint)
                .containsExactly(Credential.of(SECRET, "").fingerprint());
    }

    @Test
    void other_query_parameters_are_not_read() {
        assertThat(reader.read(call("https://x.example/a?monkey=" + SECRET + "&q=token=" + SECRET, "A", "b")))
                .isEmpty();
    }

    @Test
    void user_information_of_the_url_is_read() {
        assertThat(reader.read(call("https://git:" + SECRET + "@x.example/repo@v1", "A", "b")))
                .contains(Credential.of(SECRET, "user information of the url"));
        assertThat(reader.read(call("https://x.example/repo@" + SECRET, "A", "b")))
                .isEmpty();
    }

    @Test
    void hint_short_secret_showsNothingOfIt() {
        assertThat(Credential.of("hunter2hunt", "x").hint()).isEqualTo("…");
        assertThat(Credential.of("hunter2hunte", "x").hint()).isEqualTo("…unte");
        assertThat(Credential.of(SECRET, "x").hint()).isEqualTo("…k3f9");
    }

    @Test
    void nothing_that_is_kept_holds_the_secret() {
        assertThat(read("Authorization", basic("deploy:" + SECRET)).toString())
                .doesNotContain(SECRET)
                .doesNotContain(SECRET.substring(0, 8));
    }

    @Test
    void hostile_headers_and_urls_never_throw_and_stay_bounded() {
        Random random = new Random(42);
        String alphabet = "Basicearr =\":,;%&?#@/\\\u0000\ud800é0aZ+-_";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            HttpCall call = call(text.toString(), "Authorization", "Basic " + text);
            assertThatCode(() -> assertThat(reader.read(call)).hasSizeLessThanOrEqualTo(32))
                    .doesNotThrowAnyException();
        }
    }
}
