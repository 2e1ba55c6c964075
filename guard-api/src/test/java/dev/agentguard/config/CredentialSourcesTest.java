package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.scope.Credential;
import dev.agentguard.scope.DeclaredCredential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the secrets of declared credentials come from; of none is more kept than its fingerprint. */
class CredentialSourcesTest {

    private static final String SECRET = "rw_7f3e9a1c5b2d4k3f9";

    @TempDir
    Path work;

    private DeclaredCredential declared(String keys) {
        String yaml = "version: 1\ncredentials:\n  - {name: a, purpose: b, " + keys + "}";
        GuardConfig config = ConfigReader.read(
                work.resolve("guard.yaml"),
                yaml.getBytes(StandardCharsets.UTF_8),
                true,
                name -> name.equals("OLD") ? "old-" + SECRET : SECRET);
        return config.credentials().get(0);
    }

    private static String print(String secret) {
        return Credential.of(secret, "").fingerprint();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "token | ~%s\n~ | ~~",
                ".env | ~A=1\nexport RAILWAY_TOKEN=\"%s\"\nB=2~ | ~#RAILWAY_TOKEN~",
                ".env | ~RAILWAY_TOKEN='%s' # of the team~ | ~#RAILWAY_TOKEN~",
                "a.properties | ~# x=y\nrailway.token = %s\n~ | ~#railway.token~",
                "a.ini | ~[other]\ntoken=x\n[prod]\ntoken = %s~ | ~#prod.token~",
                "a.json | ~{\"auths\": [{\"name\": \"r\", \"token\": \"%s\"}]}~ | ~#auths.r.token~",
                "a.json | ~{\"auths\": [{\"name\": \"r\", \"token\": \"%s\"}]}~ | ~#auths.0.token~",
                "list | ~[{\"token\": \"%s\"}]~ | ~#0.token~",
                "kube | ~users:\n- name: dev\n  user:\n    token: %s\n~ | ~#users.dev.user.token~",
            })
    void a_secret_is_read_from_a_file(String file, String content, String key) throws IOException {
        Files.writeString(work.resolve(file), content.replace("%s", SECRET));
        assertThat(declared("from: \"file:" + file + key + "\"").fingerprints()).containsExactly(print(SECRET));
    }

    @Test
    void a_profile_of_aws_is_known_by_all_it_holds() throws IOException {
        Files.writeString(
                work.resolve("credentials"),
                "[default]\naws_access_key_id=AKIADEFAULT000000000\n[staging]\naws_access_key_id = AKIA0123456789ABCDEF\n"
                        + "aws_secret_access_key = " + SECRET + "\nregion = eu\n");
        assertThat(declared("from: \"file:credentials#staging\"").fingerprints())
                .containsExactly(print("AKIA0123456789ABCDEF"), print(SECRET));
    }

    @Test
    void several_secrets_ids_and_users_are_one_credential() {
        DeclaredCredential declared = declared("from: [env:NEW, env:OLD], fingerprint: [\"sha256:" + "0".repeat(64)
                + "\"], key-id: AKIA0123456789ABCDEF, user: [\"jdbc:app_rw@db.internal\", \"kubeconfig:*@staging\"]");
        assertThat(declared.fingerprints())
                .containsExactly(
                        print(SECRET),
                        print("old-" + SECRET),
                        "sha256:" + "0".repeat(64),
                        print("AKIA0123456789ABCDEF"));
        assertThat(declared.users()).containsExactly("jdbc:app_rw@db.internal", "kubeconfig:*@staging");
    }

    @Test
    void a_reference_is_kept_for_messages_and_needs_a_fingerprint() {
        DeclaredCredential declared =
                declared("from: \"vault:secret/prod#token\", fingerprint: \"sha256:" + "0".repeat(64) + "\"");
        assertThat(declared.references()).containsExactly("vault:secret/prod#token");
        assertThat(declared.fingerprints()).containsExactly("sha256:" + "0".repeat(64));
    }

    @Test
    void no_message_shows_what_a_file_holds() throws IOException {
        Files.writeString(work.resolve("a"), SECRET + "\n" + SECRET);
        Files.writeString(work.resolve("b"), "x: [" + SECRET);
        Files.writeString(work.resolve("c"), "{\"x\": " + SECRET);
        Files.writeString(work.resolve("d"), "x: {y: " + SECRET + "}");
        for (String source :
                new String[] {"a", "a#x", "b#x", "c#x", "d#x", "d#y", "d#x.z", "no\u0000", "~/none" + work}) {
            assertThatThrownBy(() -> declared("from: \"file:" + source + "\""))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void a_large_file_is_refused() throws IOException {
        byte[] large = new byte[(1 << 20) + 1];
        Arrays.fill(large, (byte) 'a');
        Files.write(work.resolve("large"), large);
        assertThatThrownBy(() -> declared("from: \"file:large\""))
                .hasMessageContaining("the file is larger than 1 MiB");
    }

    @Test
    void files_of_any_content_never_throw_but_a_message() {
        Random random = new Random(3);
        String alphabet = "{}[]\":=,#;'\\ \n\tab0.-";
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(SecretFile.values(text.toString(), "a.0.b")).isNotNull();
            assertThat(SecretFile.values(text.toString(), text.toString())).isNotNull();
        }
    }
}
