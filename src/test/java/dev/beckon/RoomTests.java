package dev.beckon;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class RoomTests {

	private final ApplicationModules rooms = ApplicationModules.of(BeckonApplication.class);

	@Test
	void everyRoomUsesOnlyWhatItsDoorAllows() {
		this.rooms.verify();
	}

	@Test
	void drawsTheRooms() {
		new Documenter(this.rooms).writeModulesAsPlantUml();
	}

}
