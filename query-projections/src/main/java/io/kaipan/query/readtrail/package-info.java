/** Who has read whose personal data? The trail of reads by auditors and admins (G-8, AUD-6). */
@NullMarked
package io.kaipan.query.readtrail;

import org.jspecify.annotations.NullMarked;
