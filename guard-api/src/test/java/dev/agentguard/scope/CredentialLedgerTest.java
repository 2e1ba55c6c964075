package dev.agentguard.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialLedgerTest {

    private static final String SECRET = "rw_7f3e9a1c5b2d4k3f9";
    private static final Credential CARRIED = Credential.of(SECRET, "header Authorization");
    private static final DeclaredCredential DOMAINS = new DeclaredCredential(
            "domains", CARRIED.fingerprint(), "custom domains", List.of(), List.of("staging"), null);

    private final CredentialLedger ledger = new CredentialLedger(List.of());

    @Test
    void standing_neverSeen_isNeitherDeclaredNorFound() {
        ledger.observe("s", "read_file", "nothing of interest in this file");
        CredentialStanding standing = ledger.standing(CARRIED);
        assertThat(standing.found()).isFalse();
        assertThat(standing.declared()).isNull();
        assertThat(standing.seenIn()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "RAILWAY_API_TOKEN=%s\nPORT=80",
                "export T='%s';",
                "{\"token\":\"%s\"}",
                "{\\\"token\\\":\\\"%s\\\"}",
                "token: %s",
                "the token is %s.",
                "(%s)",
                "Authorization: Bearer %s",
                "curl -H 'Authorization:%s' https://x",
                "postgres://app:%s@db.example:5432/orders",
                "https://x.example/?a=b&access_token=%s&c=d",
                "<token>%s</token>",
                "a,%s,b",
                "x\\n%s\\ny",
                "k=%s\\",
            })
    void observe_secretInText_isRecognisedExactly(String text) {
        ledger.observe("s", "read_file", String.format(text, SECRET));
        assertThat(ledger.standing(CARRIED).seenIn()).isEqualTo("read_file");
        assertThat(ledger.standing(CARRIED).found()).isTrue();
        assertThat(ledger.standing(Credential.of(SECRET + "x", "")).found()).isFalse();
        assertThat(ledger.standing(Credential.of(SECRET.substring(1), "")).found())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcDEF123456+/xyz==", "sk-ant:part/two=3?x&y", "p@ss:w0rd/with=many;odd"})
    void observe_secretWithSeparators_isRecognised(String secret) {
        ledger.observe("s", "read_file", "A=1\nPASSWORD=" + secret + "\nB=2");
        assertThat(ledger.standing(Credential.of(secret, "")).found()).isTrue();
    }

    @Test
    void observe_oneLevelOfEncoding_isDecoded() {
        byte[] bytes = ("TOKEN=" + SECRET + "\n").getBytes(StandardCharsets.UTF_8);
        for (String text : List.of(
                "data: " + Base64.getEncoder().encodeToString(bytes),
                "{\"content\":\"" + Base64.getUrlEncoder().encodeToString(bytes) + "\"}",
                "content: "
                        + Base64.getMimeEncoder(20, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(bytes),
                Base64.getMimeEncoder(20, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                        .replace("\n", "\\n"),
                "q=" + URLEncoder.encode("t=[" + SECRET + "]", StandardCharsets.UTF_8),
                "\"rw_7f3e9a1c\\u0035b2d4k3f9\"")) {
            CredentialLedger fresh = new CredentialLedger(List.of());
            fresh.observe("s", "t", text);
            assertThat(fresh.standing(CARRIED).found()).as(text).isTrue();
        }
    }

    @Test
    void standing_seenInAnotherSession_countsAndNamesTheFirstTool() {
        ledger.observe("one", "read_file", SECRET);
        ledger.observe("two", "search", SECRET);
        assertThat(ledger.standing(CARRIED).seenIn()).isEqualTo("read_file");
    }

    @Test
    void standing_declaredAndSeen_isNotFound() {
        CredentialLedger declaring = new CredentialLedger(List.of(DOMAINS));
        declaring.observe("s", "read_file", SECRET);
        assertThat(declaring.standing(CARRIED).declared()).isEqualTo(DOMAINS);
        assertThat(declaring.standing(CARRIED).found()).isFalse();
    }

    @Test
    void standings_severalPlaces_weightiestFirstAndFormsTakenTogether() {
        CredentialLedger declaring = new CredentialLedger(List.of(DOMAINS));
        declaring.observe("s", "read_file", "k9x8c7v6b5n4m3");
        Credential whole = Credential.of("user:" + SECRET, CARRIED.where());
        Credential found = Credential.of("k9x8c7v6b5n4m3", "header X-Api-Key");
        Credential other = Credential.of("0123456789ab", "header Api-Key");
        List<CredentialStanding> standings = declaring.standings(List.of(whole, CARRIED, other, found));
        assertThat(standings).extracting(CredentialStanding::credential).containsExactly(found, other, CARRIED);
        assertThat(standings.get(0).found()).isTrue();
        assertThat(standings.get(2).declared()).isEqualTo(DOMAINS);
    }

    @Test
    void standings_anyFormSeen_isFound() {
        ledger.observe("s", "read_file", SECRET);
        Credential whole = Credential.of("user:" + SECRET, CARRIED.where());
        assertThat(ledger.standings(List.of(whole, CARRIED))).hasSize(1).allMatch(CredentialStanding::found);
        assertThat(ledger.standings(List.of(CARRIED, whole))).hasSize(1).allMatch(CredentialStanding::found);
    }

    @Test
    void observe_longText_looksAtHeadAndTail() {
        String filler = "lorem ipsum dolor ".repeat(200_000);
        ledger.observe("s", "head", SECRET + " " + filler);
        ledger.observe("s", "tail", filler + "tail-0123456789");
        assertThat(ledger.standing(CARRIED).seenIn()).isEqualTo("head");
        assertThat(ledger.standing(Credential.of("tail-0123456789", "")).seenIn())
                .isEqualTo("tail");
    }

    @Test
    void observe_muchSourceCode_doesNotPushAKeyOut() {
        ledger.observe("s", "read_file", SECRET);
        Random random = new Random(7);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            code.append("some.package.");
            for (int j = 0; j < 10; j++) {
                code.append((char) ('a' + random.nextInt(26)));
            }
            code.append("();\n");
        }
        ledger.observe("s", "read_source", code.toString());
        assertThat(ledger.standing(CARRIED).found()).isTrue();
    }

    @Test
    void observe_moreThanTheRoom_dropsTheOldestAndStaysBounded() {
        ledger.observe("s", "first", SECRET);
        for (int i = 0; i < 12_000; i += 1_000) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 1_000; j++) {
                text.append("key-").append(100_000_000 + i + j).append(' ');
            }
            ledger.observe("s", "later", text.toString());
        }
        assertThat(ledger.standing(CARRIED).seenIn()).isNull();
        assertThat(ledger.standing(Credential.of("key-100011999", "")).seenIn()).isEqualTo("later");
        assertThat(ledger).hasToString("CredentialLedger[0 declared, 10000 seen]");
    }

    @Test
    void observe_moreSessionsThanTheRoom_dropsTheOldest() {
        ledger.observe("s0", "t", SECRET);
        for (int i = 0; i < 1_000; i++) {
            ledger.observe("later" + i, "t", "key-" + (100_000_000 + i));
        }
        assertThat(ledger.standing(CARRIED).seenIn()).isNull();
        assertThat(ledger).hasToString("CredentialLedger[0 declared, 1000 seen]");
    }

    @Test
    void observe_anySecretInAnySurroundings_isFoundAndNothingElse() {
        Random random = new Random(1);
        String chars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+";
        String[] around = {" ", "\n", "\"", "'", ",", "(", ")", "[", "]", "{", "}", "=", ":", "\t", "<", ">", "`"};
        for (int round = 0; round < 2_000; round++) {
            StringBuilder secret = new StringBuilder();
            for (int i = 12 + random.nextInt(60); i > 0; i--) {
                secret.append(chars.charAt(random.nextInt(chars.length())));
            }
            String text =
                    "x" + around[random.nextInt(around.length)] + secret + around[random.nextInt(around.length)] + "y";
            CredentialLedger fresh = new CredentialLedger(List.of());
            fresh.observe("s", "t", text);
            assertThat(fresh.standing(Credential.of(secret.toString(), "")).found())
                    .as(text)
                    .isTrue();
            assertThat(fresh.toString()).doesNotContain(secret);
        }
    }

    @Test
    void observe_hostileText_neverThrows() {
        Random random = new Random(2);
        String alphabet = "\\u%=\"0aFz+/-_ \n\ud83d\u0000:";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(300); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            ledger.observe("s", text.toString(), text.toString());
        }
        ledger.observe("s", "t", "a=".repeat(600_000));
        ledger.observe("s", "t", "%41".repeat(400_000));
        assertThat(ledger.standing(CARRIED).found()).isFalse();
    }

    @Test
    void standing_ofSeveralSecrets_isOneCredential() {
        DeclaredCredential rotated = new DeclaredCredential(
                "r",
                List.of(
                        CARRIED.fingerprint(),
                        Credential.of("next-" + SECRET, "").fingerprint()),
                List.of("jdbc:app_rw@db.internal"),
                List.of(),
                "orders",
                List.of(),
                List.of(),
                null);
        CredentialLedger declaring = new CredentialLedger(List.of(rotated));
        Login login = new Login(Login.JDBC, "app_rw", "db.internal:5432");
        assertThat(declaring.standing(CARRIED).declared()).isEqualTo(rotated);
        assertThat(declaring.standing(Credential.of("next-" + SECRET, "")).declared())
                .isEqualTo(rotated);
        assertThat(declaring.standing(Credential.of(login, "")).declared()).isEqualTo(rotated);
        assertThat(declaring).hasToString("CredentialLedger[1 declared, 0 seen]");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:app, jdbc, app, '', true",
        "jdbc:app, jdbc, APP, h:1, true",
        "jdbc:app, jdbc, app@10.0.0.7, h:1, true",
        "jdbc:app, jdbc, app2, h:1, false",
        "jdbc:app, kubeconfig, app, h, false",
        "jdbc:app@h.internal, jdbc, app, h.internal:5432, true",
        "jdbc:app@h.internal:5432, jdbc, app, h.internal:5433, false",
        "jdbc:app@h.internal, jdbc, app, '', false",
        "jdbc:app@h.internal, jdbc, app, g.internal:5432, false",
        "jdbc:*@h.internal, jdbc, anyone, h.internal, true",
        "jdbc:app@127.0.0.1, jdbc, app, 127.0.0.1:5432, false",
        "kubeconfig:*@staging, kubeconfig, '', staging, true",
        "kubeconfig:*@staging, kubeconfig, dev, prod, false",
        "kubeconfig:dev, kubeconfig, dev, prod, true",
    })
    void login_isKnownByWhatWasDeclared(String pattern, String system, String user, String address, boolean known) {
        DeclaredCredential declared = new DeclaredCredential(
                "r", List.of(), List.of(pattern), List.of(), "orders", List.of(), List.of(), null);
        Credential login = Credential.of(new Login(system, user, address), "");
        assertThat(new CredentialLedger(List.of(declared)).standing(login).declared())
                .isEqualTo(known ? declared : null);
    }

    @Test
    void observe_nameOfAnAccessKeyAlone_isNoSecret() {
        Credential key = Credential.of("AKIA0123456789ABCDEF", "header Authorization");
        ledger.observe("s", "list_keys", "{\"AccessKeyId\": \"AKIA0123456789ABCDEF\"}");
        assertThat(ledger.standing(key).found()).isFalse();
        ledger.observe(
                "s",
                "read_file",
                "aws_access_key_id=AKIA0123456789ABCDEF\naws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEX4MPLEKEY");
        assertThat(ledger.standing(key).seenIn()).isEqualTo("read_file");
    }

    @Test
    void standing_fingerprintThatIsNone_isUnknown() {
        assertThat(ledger.standing(new Credential("sha256:zz", "…", "")).found())
                .isFalse();
        assertThat(ledger.standing(new Credential("sha256:" + "z".repeat(64), "…", ""))
                        .found())
                .isFalse();
    }
}
