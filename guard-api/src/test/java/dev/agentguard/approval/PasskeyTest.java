package dev.agentguard.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasskeyTest {

    @ParameterizedTest
    @CsvSource({"EC,256", "RSA,2048", "Ed25519,255"})
    void aPasskeyIsReadAsItIsPrinted(String algorithm, int size) throws Exception {
        String text = "passkey:http://localhost:8787:YWxpY2U:" + key(algorithm, size);
        Passkey passkey = Passkey.parse(text);
        assertThat(passkey.toString()).isEqualTo(text);
        assertThat(passkey.origin()).isEqualTo("http://localhost:8787");
        assertThat(passkey.host()).isEqualTo("localhost");
    }

    @Test
    void theHostOfAPageWithoutAPortIsAllOfIt() throws Exception {
        Passkey passkey = Passkey.parse("passkey:https://guard.example:YWxpY2U:" + key("EC", 256));
        assertThat(passkey.host()).isEqualTo("guard.example");
    }

    @ParameterizedTest
    @CsvSource({"EC,384", "EC,521", "RSA,1024"})
    void weakAndUnusualKeysAreRefused(String algorithm, int size) throws Exception {
        String text = "passkey:http://localhost:8787:YWxpY2U:" + key(algorithm, size);
        assertThatIllegalArgumentException().isThrownBy(() -> Passkey.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "passkey:",
                "passkey:::",
                "passkey:http://localhost:8787",
                "passkey:http://evil.example:YWxpY2U:AAAA",
                "passkey:https://user@host:YWxpY2U:AAAA",
                "passkey:http://localhost:8787:not base64:AAAA",
                "passkey:http://localhost:8787:YWxpY2U:AAAA",
                "passkey:http://localhost:8787:YWxpY2U:!",
                "ed25519:http://localhost:8787:YWxpY2U:AAAA"
            })
    void whatIsNoPasskeyIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Passkey.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "webauthn:", "webauthn:..", "webauthn:!.!.!", "AAAA", "webauthn:AAAA.AAAA.AAAA"})
    void whatIsNoAssertionAnswersNothing(String signature) throws Exception {
        Passkey passkey = Passkey.parse("passkey:http://localhost:8787:YWxpY2U:" + key("EC", 256));
        Approver alice = new Approver("Alice", passkey, List.of());
        assertThat(alice.signed(new byte[] {1}, signature)).isFalse();
    }

    private static String key(String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (!algorithm.equals("Ed25519")) {
            generator.initialize(size);
        }
        return Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    }
}
