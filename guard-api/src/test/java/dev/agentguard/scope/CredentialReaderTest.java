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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Shopify-Access-Token",
                "X-Amz-Security-Token",
                "Fastly-Key",
                "Ocp-Apim-Subscription-Key",
                "DD-APPLICATION-KEY",
                "X-Auth-Key",
                "xi-api-key",
                "Circle-Token",
                "X-Account-Secret"
            })
    void header_fields_that_are_named_like_keys_are_read(String header) {
        assertThat(read(header, SECRET)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Idempotency-Key",
                "X-CSRF-Token",
                "Sec-WebSocket-Key",
                "X-Page-Token",
                "Surrogate-Key",
                "X-Continuation-Token",
                "Message-Key",
                "X-Max-Tokens",
                "X-Client-Request-Token"
            })
    void header_fields_that_only_look_like_keys_are_not(String header) {
        assertThat(read(header, SECRET)).isEmpty();
    }

    @Test
    void cookies_that_carry_a_session_are_read() {
        assertThat(read("Cookie", "theme=dark-and-very-long; JSESSIONID=" + SECRET + "; csrftoken=" + SECRET + "x"))
                .containsExactly(Credential.of(SECRET, "cookie JSESSIONID"));
    }

    @Test
    void a_signed_url_is_known_by_who_signed_it() {
        String signed = "https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                + "AKIA0123456789ABCDEF%2F20260101%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Signature=" + SECRET;
        assertThat(reader.read(call(signed, "A", "b")))
                .containsExactly(Credential.of("AKIA0123456789ABCDEF", "query parameter x-amz-credential"));
    }

    @Test
    void two_values_of_one_header_are_two_credentials() {
        HttpCall call = new HttpCall(
                "POST",
                "https://x",
                Map.of("Authorization", List.of("Bearer " + SECRET, "Bearer other")),
                Body.empty());
        assertThat(reader.read(call))
                .containsExactly(
                        Credential.of(SECRET, "header Authorization"),
                        Credential.of("other", "header Authorization (2)"));
    }

    @Test
    void what_is_traded_in_for_a_token_is_read_in_the_body() {
        String form = "grant_type=client_credentials&client_id=a&client_secret=" + SECRET;
        String json = "{\"grant_type\":\"refresh_token\",\"refresh_token\":\"" + SECRET + "\",\"code\":\"x\"}";
        assertThat(reader.read(post("https://login.example/oauth2/v2.0/token", form)))
                .containsExactly(Credential.of(SECRET, "body field client_secret"));
        assertThat(reader.read(post("https://x.example/oauth/token", json)))
                .containsExactly(Credential.of(SECRET, "body field refresh_token"));
        assertThat(reader.read(
                        post("https://vault.example/v1/auth/approle/login", "{\"secret_id\":\"" + SECRET + "\"}")))
                .containsExactly(Credential.of(SECRET, "body field secret_id"));
        assertThat(reader.read(post("https://x.example/users", json))).isEmpty();
    }

    private static HttpCall post(String url, String body) {
        return new HttpCall("POST", url, Map.of(), Body.of(body));
    }

    @Test
    void a_signed_token_is_known_by_its_key_too() {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"RS256\",\"kid\":\"0a1b2c3d4e5f\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(read("Authorization", "Bearer " + header + ".e30.c2ln"))
                .contains(Credential.of("0a1b2c3d4e5f", "header Authorization"));
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
            assertThatCode(() -> assertThat(reader.read(call)).hasSizeLessThanOrEqualTo(512))
                    .doesNotThrowAnyException();
        }
    }
}
