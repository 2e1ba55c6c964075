package dev.agentguard.approval;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Signatures by Ed25519 (RFC 8032), as the JDK makes them. */
final class Ed25519 {

    static final String NAME = "Ed25519";

    private static final String PREFIX = "ed25519:";
    private static final int LONGEST = 200;

    private Ed25519() {}

    static PublicKey publicKey(String text) {
        if (!text.startsWith(PREFIX) || text.length() > LONGEST) {
            throw new IllegalArgumentException("a key starts with `" + PREFIX + "`");
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(missing(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no public key of Ed25519", e);
        }
    }

    static String text(PublicKey key) {
        return PREFIX + Base64.getEncoder().encodeToString(key.getEncoded());
    }

    static String sign(PrivateKey key, byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(NAME);
        signature.initSign(key);
        signature.update(bytes);
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    static boolean isSignedBy(PublicKey key, byte[] bytes, String signature) {
        try {
            Signature check = Signature.getInstance(NAME);
            check.initVerify(key);
            check.update(bytes);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // what cannot be checked is no signature
        }
    }

    static String missing() {
        return "this Java runtime has no Ed25519; it is in the module `jdk.crypto.ec`";
    }
}
