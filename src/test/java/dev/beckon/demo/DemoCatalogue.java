package dev.beckon.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The demo shop's items: the same for the same seed. */
final class DemoCatalogue {

	static final int ITEMS_PER_CATEGORY = 30;

	private static final double UNAVAILABLE = 0.03;

	private static final List<String> BRANDS = List.of("Alder", "Brightwater", "Corvid", "Dunlin", "Ember", "Fjell",
			"Gannet", "Harrow");

	private static final List<String> COLOURS = List.of("black", "white", "navy", "olive", "sand", "rust", "slate",
			"teal");

	/**
	 * A category.
	 *
	 * @param path most general level first
	 * @param products what its items are called
	 * @param lowestPrice about what the cheapest one costs
	 * @param highestPrice about what the dearest one costs
	 */
	private record Category(List<String> path, List<String> products, int lowestPrice, int highestPrice) {
	}

	private static final List<Category> CATEGORIES = List.of(
			category("shoes", "running", 60, 180, "Road Runner", "Trail Shoe", "Racing Flat", "Cushioned Trainer"),
			category("shoes", "boots", 80, 260, "Hiking Boot", "Chelsea Boot", "Winter Boot", "Work Boot"),
			category("clothing", "jackets", 70, 320, "Rain Jacket", "Down Jacket", "Softshell", "Parka"),
			category("clothing", "shirts", 20, 90, "Oxford Shirt", "Linen Shirt", "T-Shirt", "Flannel Shirt"),
			category("electronics", "headphones", 30, 350, "Over-Ear Headphones", "Earbuds", "Sports Headphones",
					"Studio Headphones"),
			category("electronics", "phones", 150, 1100, "Smartphone", "Smartphone Plus", "Rugged Phone", "Mini Phone"),
			category("electronics", "cameras", 200, 1800, "Mirrorless Camera", "Compact Camera", "Action Camera",
					"Instant Camera"),
			category("home", "coffee", 15, 600, "Espresso Machine", "French Press", "Burr Grinder", "Pour-Over Set"),
			category("home", "lighting", 20, 240, "Desk Lamp", "Floor Lamp", "Pendant Light", "Reading Light"),
			category("outdoor", "tents", 90, 700, "Two-Person Tent", "Family Tent", "Bivouac", "Tarp Shelter"),
			category("outdoor", "backpacks", 40, 280, "Day Pack", "Trekking Pack", "Commuter Pack", "Dry Bag"),
			category("toys", "puzzles", 8, 60, "Jigsaw of 500", "Jigsaw of 1000", "Wooden Puzzle", "Logic Cube"));

	private DemoCatalogue() {
	}

	private static Category category(String general, String special, int lowestPrice, int highestPrice,
			String... products) {
		return new Category(List.of(general, special), List.of(products), lowestPrice, highestPrice);
	}

	/** All items, category by category. */
	static List<DemoItem> items(long seed) {
		Random random = new Random(seed);
		List<DemoItem> items = new ArrayList<>();
		for (Category category : CATEGORIES) {
			for (int i = 0; i < ITEMS_PER_CATEGORY; i++) {
				items.add(item(category, i, random));
			}
		}
		return List.copyOf(items);
	}

	private static DemoItem item(Category category, int number, Random random) {
		String brand = BRANDS.get(random.nextInt(BRANDS.size()));
		String colour = COLOURS.get(random.nextInt(COLOURS.size()));
		String product = category.products().get(number % category.products().size());
		int series = 100 + 10 * random.nextInt(90);
		int euros = random.nextInt(category.lowestPrice(), category.highestPrice());
		return new DemoItem(category.path().getLast() + "-" + (number + 1),
				brand + " " + product + " " + series + ", " + colour, category.path(), euros + 0.95,
				random.nextDouble() >= UNAVAILABLE, Map.of("brand", brand, "colour", colour));
	}

}
