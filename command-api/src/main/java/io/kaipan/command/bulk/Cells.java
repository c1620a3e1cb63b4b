package io.kaipan.command.bulk;

import io.kaipan.domain.customer.PersonalDataVault;
import io.kaipan.domain.customer.PhoneNumber;
import io.kaipan.domain.opportunity.OpportunityId;
import io.kaipan.domain.project.ProjectBook;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.project.ProjectTerms;
import io.kaipan.domain.shared.RuleViolation;
import io.kaipan.domain.shared.TypeId;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What the cells of spreadsheets mean, whatever the sheet; what can't be read stays as it is. */
final class Cells {
    /** Puts a value unless there is none. */
    static void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    /** A code or name, full-width letters and digits made plain. */
    static @Nullable String code(@Nullable String typed) {
        return typed == null ? null : Normalizer.normalize(typed, Normalizer.Form.NFKC);
    }

    /** A word that stands for a constant. @param words by lower case */
    static @Nullable String word(@Nullable String typed, Map<String, String> words) {
        String plain = code(typed);
        return plain == null ? null : words.getOrDefault(plain.toLowerCase(Locale.ROOT), plain);
    }

    /** A phone number in E.164. */
    static @Nullable String phone(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        try {
            return PhoneNumber.parse(typed).value();
        } catch (RuleViolation unreadable) {
            return typed;
        }
    }

    /** The project's time zone; the default where there is no such project, whose rows are refused anyway. */
    static ZoneId zoneOf(@Nullable String project, ProjectBook projects) {
        return Optional.ofNullable(project)
                .flatMap(code -> projects.find(new ProjectCode(code)))
                .map(ProjectTerms::timeZone)
                .orElse(WrittenTime.DEFAULT_ZONE);
    }

    /** A time as of a zone, in ISO-8601. */
    static @Nullable String time(@Nullable String written, ZoneId zone) {
        return written == null ? null : WrittenTime.toInstant(written, zone);
    }

    /**
     * The id of the opportunity that has that number in the office's own books, the same in whatever sheet: so that
     * interactions find theirs.
     */
    static String opportunityId(@Nullable String project, String number, PersonalDataVault vault) {
        byte[] fingerprint = vault.fingerprint("import:opportunity-number", project + "\n" + code(number));
        return TypeId.of(OpportunityId.PREFIX, uuid(fingerprint));
    }

    /** A UUID of version 8 (RFC 9562): 122 bits of the fingerprint. */
    static UUID uuid(byte[] fingerprint) {
        ByteBuffer bytes = ByteBuffer.wrap(fingerprint);
        long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
        long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private Cells() {}
}
