"""Files in and out: address lists read and mended, reports written. No database, no network, no screen."""
