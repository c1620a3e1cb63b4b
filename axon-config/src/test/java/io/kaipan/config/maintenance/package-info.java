/** What an administrator does to the machinery of the running application. */
@NullMarked
package io.kaipan.config.maintenance;

import org.jspecify.annotations.NullMarked;
