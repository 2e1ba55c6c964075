package dev.agentguard.approval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.jspecify.annotations.Nullable;

/** A private key as PKCS #8 in PEM, encrypted by PBES2 (RFC 8018, section 6.2), which {@code openssl pkcs8} reads too. */
final class KeyFile {

    /** OWASP's Password Storage Cheat Sheet asks for as many of PBKDF2 with HMAC-SHA-256. */
    private static final int ITERATIONS = 600_000;

    private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";
    private static final String FAMILY = "PBES2";
    private static final int SALT = 16;
    private static final int SHORTEST_PASSPHRASE = 8;
    private static final int LARGEST = 16 << 10;
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String PLAIN = "PRIVATE KEY";

    private KeyFile() {}

    static void write(Path file, PrivateKey key, char[] passphrase) throws IOException, ApprovalException {
        if (passphrase.length < SHORTEST_PASSPHRASE) {
            throw new ApprovalException("a passphrase of at least " + SHORTEST_PASSPHRASE
                    + " characters is needed; without one whoever can read the file can approve");
        }
        byte[] encoded = encrypted(key, passphrase);
        String text = "-----BEGIN " + ENCRYPTED + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + ENCRYPTED + "-----\n";
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owned = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owned)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static byte[] encrypted(PrivateKey key, char[] passphrase) throws IOException, ApprovalException {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT];
        byte[] iv = new byte[SALT];
        random.nextBytes(salt);
        random.nextBytes(iv);
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance(SCHEME);
            parameters.init(new PBEParameterSpec(salt, ITERATIONS, new IvParameterSpec(iv)));
            Cipher cipher = Cipher.getInstance(SCHEME);
            cipher.init(Cipher.ENCRYPT_MODE, secret(passphrase), parameters);
            // JDK 17 knows no object identifier of the scheme's own name
            AlgorithmParameters named = AlgorithmParameters.getInstance(FAMILY);
            named.init(parameters.getEncoded());
            return new EncryptedPrivateKeyInfo(named, cipher.doFinal(key.getEncoded())).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new ApprovalException("this Java runtime cannot encrypt a key: " + e.getMessage(), e);
        }
    }

    static PrivateKey read(Path file, char[] passphrase) throws IOException, ApprovalException {
        String text = text(file);
        byte[] encrypted = between(text, ENCRYPTED);
        byte[] plain = encrypted == null ? between(text, PLAIN) : decrypted(encrypted, passphrase);
        if (plain == null) {
            throw new IOException("expected `-----BEGIN " + ENCRYPTED + "-----`");
        }
        try {
            return KeyFactory.getInstance(Ed25519.NAME).generatePrivate(new PKCS8EncodedKeySpec(plain));
        } catch (GeneralSecurityException e) {
            throw new IOException("it holds no private key of Ed25519", e);
        }
    }

    private static byte[] decrypted(byte[] encrypted, char[] passphrase) throws IOException, ApprovalException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
        try {
            Cipher cipher = Cipher.getInstance(SCHEME);
            cipher.init(Cipher.DECRYPT_MODE, secret(passphrase), info.getAlgParameters());
            return cipher.doFinal(info.getEncryptedData());
        } catch (GeneralSecurityException e) {
            throw new ApprovalException(
                    "the passphrase is wrong, or the key is not encrypted as `guard approver` does", e);
        }
    }

    private static SecretKey secret(char[] passphrase) throws GeneralSecurityException {
        return SecretKeyFactory.getInstance(SCHEME).generateSecret(new PBEKeySpec(passphrase));
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than " + LARGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static byte @Nullable [] between(String text, String label) throws IOException {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new IOException("what stands in it is no Base64", e);
        }
    }
}
