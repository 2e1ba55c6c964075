package dev.agentguard.approval;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;

/**
 * The key that an approver signs answers with. It lives in a file that a passphrase protects, best on another device or
 * with another user of the operating system than the agent's. Immutable, safe for use by many threads.
 */
public final class ApproverKey {

    private final String approver;
    private final PrivateKey key;

    private ApproverKey(String approver, PrivateKey key) {
        this.approver = approver;
        this.key = key;
    }

    /**
     * Makes a new key and writes it to a new file that only its owner can read.
     *
     * @param file the file; an existing one is never replaced
     * @param passphrase what the key is encrypted with, at least eight characters
     * @return the public half, as {@code guard.yaml} takes it
     * @throws ApprovalException if the file is there or cannot be written, the passphrase is too short, or this runtime has
     *     no such keys
     */
    public static String create(Path file, char[] passphrase) throws ApprovalException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(Ed25519.NAME).generateKeyPair();
            KeyFile.write(file, pair.getPrivate(), passphrase);
            return Ed25519.text(pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new ApprovalException(Ed25519.missing(), e);
        } catch (IOException e) {
            throw new ApprovalException("the key cannot be written: " + e, e);
        }
    }

    /**
     * Reads a key.
     *
     * @param approver whose it is, as {@code guard.yaml} names them
     * @param file the file that {@link #create} wrote, or another PKCS #8 key of Ed25519 in PEM (RFC 7468, sections 10 and
     *     11)
     * @param passphrase its passphrase; not asked for where the key is not encrypted
     * @return the key
     * @throws ApprovalException if the file holds no such key or the passphrase is wrong
     */
    public static ApproverKey read(String approver, Path file, char[] passphrase) throws ApprovalException {
        try {
            return new ApproverKey(approver, KeyFile.read(file, passphrase));
        } catch (IOException e) {
            throw new ApprovalException("the key `" + file + "` cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Returns whose key it is.
     *
     * @return the approver's name
     */
    public String approver() {
        return approver;
    }

    /**
     * Signs something.
     *
     * @param bytes what is signed; it has to say what it is, so that the signature passes for nothing else
     * @return the signature in Base64
     * @throws ApprovalException if the key cannot sign
     */
    public String sign(byte[] bytes) throws ApprovalException {
        try {
            return Ed25519.sign(key, bytes);
        } catch (GeneralSecurityException e) {
            throw new ApprovalException("the key of `" + approver + "` cannot sign: " + e.getMessage(), e);
        }
    }
}
