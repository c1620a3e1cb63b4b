/** Who has done what to the machinery? The trail of an administrator's deeds (AUD-6). */
@NullMarked
package io.kaipan.query.maintenancetrail;

import org.jspecify.annotations.NullMarked;
