package dev.agentguard.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The key of a store that checkpoints are signed with (Ed25519, RFC 8032): made once, readable for its owner only. */
final class CheckpointKey {

    static final String FILE = "audit.key";

    private static final String NAME = "Ed25519";
    private static final String PREFIX = "ed25519:";
    private static final int LARGEST = 4_096;

    private final PrivateKey key;
    private final String publicKey;

    private CheckpointKey(PrivateKey key, String publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /** Reads the key of a store, or makes it. */
    static CheckpointKey of(Path store, AuditDirectory directory) throws IOException {
        Path file = store.resolve(FILE);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                make(file, directory);
            }
            return read(file);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("`" + file + "` is no key, or this runtime has no Ed25519 (module jdk.crypto.ec)", e);
        }
    }

    /** Two processes may be about to make it; the one whose file comes to its place first does. */
    private static void make(Path file, AuditDirectory directory) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(NAME).generateKeyPair();
        Path made = file.resolveSibling(FILE + "." + AuditDirectory.newId());
        String text = base64(pair.getPrivate().getEncoded()) + "\n" + text(pair.getPublic()) + "\n";
        try (FileChannel channel = FileChannel.open(
                made, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), directory.ownersOnly())) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        try {
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException e) {
            return; // somebody else's holds
        } catch (UnsupportedOperationException e) {
            Files.move(made, file);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static CheckpointKey read(Path file) throws IOException, GeneralSecurityException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes(LARGEST);
        }
        List<String> lines =
                new String(bytes, StandardCharsets.US_ASCII).lines().toList();
        if (lines.size() < 2) {
            throw new IOException("`" + file + "` is no key");
        }
        byte[] encoded = Base64.getDecoder().decode(lines.get(0).strip());
        PrivateKey key = KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        return new CheckpointKey(key, text(publicKey(lines.get(1).strip())));
    }

    private static String text(PublicKey key) {
        return PREFIX + base64(key.getEncoded());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static PublicKey publicKey(String text) throws GeneralSecurityException {
        if (!text.startsWith(PREFIX)) {
            throw new GeneralSecurityException("a key starts with `" + PREFIX + "`");
        }
        byte[] encoded = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
    }

    String publicKey() {
        return publicKey;
    }

    String sign(byte[] bytes) throws IOException {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(key);
            signature.update(bytes);
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException("the key of the record cannot sign", e);
        }
    }

    /** Whether a key that somebody names made a signature; what cannot be checked is none. */
    static boolean isSigned(String key, byte[] bytes, String signature) {
        try {
            Signature check = Signature.getInstance(NAME);
            check.initVerify(publicKey(key));
            check.update(bytes);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
